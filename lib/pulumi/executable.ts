// The engine holds our standard input open. It kills us when it's done, but can't if it's killed itself.
process.stdin.on("end", () => process.exit()).resume();

import "./main";
