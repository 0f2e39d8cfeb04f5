import { rules } from "../../policies";
import { serve } from "./analyzer/server";
import { pack } from "./pack";

// The engine holds our standard input open. It kills us when it's done, but can't if it's killed itself.
process.stdin.on("end", () => process.exit()).resume();

void serve(pack, rules);
