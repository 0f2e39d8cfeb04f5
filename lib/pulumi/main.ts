import { rules } from "../../policies";
import { serve } from "./analyzer/server";
import { pack } from "./pack";
import { settingsOf } from "./settings";

// The language host loads the pack's `main` in a process of its own.
void serve(pack, rules, settingsOf);
