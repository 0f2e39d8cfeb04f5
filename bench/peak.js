process.on("exit", () => require("node:fs").writeSync(2, `peak-kilobytes ${process.resourceUsage().maxRSS}\n`));
