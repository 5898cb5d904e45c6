// What every page loads: it starts the behaviours that a page asks for by `data-module`.
import {start} from "./start.js";

start(document);
