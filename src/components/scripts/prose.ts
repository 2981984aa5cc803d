/** What a page of prose does beyond HTML. Everything reads without it. */
import { followReader } from './contents.ts';
import { copyButtons } from './copy.ts';
import { guesses } from './guess.ts';
import { layOutLater } from './layout.ts';
import { followLinks } from './open.ts';
import { termPreviews } from './terms.ts';

layOutLater();
followReader();
followLinks();
copyButtons();
termPreviews();
guesses();
