// Small modules of our own; every page works without them.
import { keepDrafts } from "./drafts.js";

keepDrafts();
