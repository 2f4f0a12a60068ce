// Small modules of our own; every page works without them.
import { keepDrafts } from "./drafts.js";
import { compareOptions } from "./options.js";

keepDrafts();
compareOptions();
