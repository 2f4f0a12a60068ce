// Small modules of our own; every page works without them.
import { copyTexts } from "./copying.js";
import { keepDrafts } from "./drafts.js";
import { dropDocuments } from "./dropping.js";
import { followMeeting } from "./following.js";
import { insertLines } from "./inserting.js";
import { followJobs } from "./jobs.js";
import { insertPhrases } from "./phrases.js";
import { goOn } from "./going_on.js";
import { compareOptions } from "./options.js";
import { bringSources } from "./sources.js";
import { listenToRoom, runMeeting } from "./room.js";
import { readWhileTyping } from "./reading.js";
import { orderAgenda } from "./ordering.js";
import { suggestNames } from "./suggesting.js";
import { stayWhole, whenSwapped } from "./swapping.js";

function start() {
  copyTexts();
  keepDrafts();
  compareOptions();
  dropDocuments();
  goOn();
  suggestNames();
  insertLines();
  followJobs();
  insertPhrases();
  bringSources();
  readWhileTyping();
  runMeeting();
  followMeeting();
}

start();
listenToRoom();
stayWhole();
whenSwapped(start);
orderAgenda();
