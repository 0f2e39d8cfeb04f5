import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { failOns, presets, SettingsError } from "../decide/settings";
import { didYouMean } from "../decide/words";
import { type FormatName, formats } from "../report/formats";
import { InputError } from "../source/source";
import { version } from "../version";
import type { FileReport } from "./deliver";
import { complain } from "./output";

const several = (value: string, before: string[] = []): string[] => {
  const words = value
    .split(",")
    .map((word) => word.trim())
    .filter(Boolean);
  if (!words.length) throw new InvalidArgumentError("It names nothing.");
  return [...before, ...words];
};

const formatNames = Object.keys(formats) as FormatName[];

const fileReport = (value: string, before: FileReport[] = []): FileReport[] => {
  const [name = "", ...rest] = value.split("=");
  const file = rest.join("=");
  const format = formatNames.find((each) => each === name);
  if (!format) throw new InvalidArgumentError(`There is no format \`${name}\`${didYouMean(name, formatNames)} (${formatNames.join(", ")})`);
  if (!file) throw new InvalidArgumentError(`It names no file: \`${name}=<file>\`.`);
  if (before.some((other) => other.file === file)) throw new InvalidArgumentError("Another report goes to the same file.");
  return [...before, { format, file }];
};

const reporting = (command: Command): Command =>
  command
    .addOption(new Option("--format <name>", "the report's form").choices(formatNames).default("text"))
    .option("--output <file>", "write the report to a file")
    .addOption(new Option("--report <format=file>", "write another report beside it, as often as given").argParser(fileReport));

const presetOption = (help: string) => new Option("--preset <names>", `${help}: ${presets.join(", ")}`).argParser(several);

const deciding = (command: Command): Command =>
  command
    .option("--config <file>", "the configuration, instead of the nearest `stackward.yaml` from a program's folder upwards")
    .option("--policy-pack-config <file>", "what the engine is configured with, above the configuration")
    .addOption(presetOption("the rules of these presets, families and frameworks (default: recommended)"))
    .addOption(new Option("--fail-on <severity>", `fail at findings of this severity or above: ${failOns.join(", ")} (default: high)`))
    .addOption(new Option("--rule <ids>", "only these rules").argParser(several))
    .addOption(new Option("--skip-rule <ids>", "not these rules").argParser(several))
    .option("--scan-results <folder>", "each image that runs has a fresh result of a scanner in the folder, and no vulnerability that counts")
    .option("--signatures <folder>", "each image that runs has a signature in the folder, by the signer")
    .option("--signer <key>", "the file of the public key that signs, or `<issuer>=<subject>` of an identity");

/** What a command returns is the exit status. */
const status = <Args extends unknown[]>(run: (...args: Args) => Promise<number>) => {
  return async (...args: Args): Promise<void> => {
    process.exitCode = await run(...args);
  };
};

const noColor = ["--no-color", "no colours (NO_COLOR and FORCE_COLOR are respected too)"] as const;

const program = new Command("stackward")
  .description("Security rules for Pulumi stacks on AWS, Azure, Google Cloud and Kubernetes.")
  .version(version, "-V, --version", "print the version")
  .helpOption("-h, --help", "print this help")
  .helpCommand(false)
  .exitOverride()
  .addHelpText(
    "after",
    `
Examples:
  stackward check                                     the program in this folder
  pulumi preview --json | stackward check -           a preview, in any language
  pulumi stack export | stackward check -             what is deployed
  stackward explain aws-s3-bucket-acl                 a rule, with examples
  pulumi preview --policy-pack "$(stackward path)"    enforce the rules at each deployment`,
  );

deciding(reporting(program.command("check")))
  .description("judge stacks: state exports, previews in JSON, programs")
  .argument("[paths...]", "a state export, a preview in JSON, or a program's folder, told apart by looking; `-` is standard input (default: `.`)")
  .option("--stack <name>", "the stack whose configuration a program is run with")
  .option("--baseline <file>", "leave out the known findings that this file has")
  .option("--audit", "count all findings, exempted, known or not")
  .option("--verbose", "list everything, also what is exempted, and what can't be decided before deployment")
  .option(...noColor)
  .addHelpText(
    "after",
    `
Lists are separated by commas, and options that take one can be repeated.

Exit status:
  0  no findings at --fail-on or above
  1  findings at --fail-on or above
  2  the input or configuration is wrong

Examples:
  stackward check examples/aws examples/gcp --preset strict
  stackward check state.json --preset secrets,public-access --fail-on low
  stackward check state.json --format json --output report.json
  stackward check --report sarif=stackward.sarif --report junit=junit.xml`,
  )
  .action(status(async (paths, flags) => (await import("./check")).check(paths, flags)));

deciding(program.command("baseline"))
  .description("write down what is found today, so that `check --baseline` tells only what is new")
  .argument("[paths...]", "as of `check` (default: `.`)")
  .option("--stack <name>", "the stack whose configuration a program is run with")
  .option("--file <file>", "the baseline (default: that of the settings, or stackward.baseline.json)")
  .option("--shrink", "only take out what was fixed")
  .action(status(async (paths, flags) => (await import("./baseline")).baseline(paths, flags)));

reporting(program.command("merge"))
  .description("join JSON reports of many stacks into one, in any form; the exit status is as of `check`")
  .argument("<reports...>", "what `check --format json` wrote")
  .option("--verbose", "list everything, also what can't be decided before deployment")
  .option(...noColor)
  .action(status(async (paths, flags) => (await import("./merge")).merge(paths, flags)));

program
  .command("bom")
  .description("list what a stack is made of, as CycloneDX 1.6: images, providers, machine images, packages, charts")
  .argument("[path]", "a state export, a preview in JSON, or a program's folder; with `--diff` also another list", ".")
  .option("--diff <file>", "say what is different from this list instead; the exit status is 1 where something is")
  .option("--output <file>", "write to a file")
  .option("--stack <name>", "the stack whose configuration a program is run with")
  .option(...noColor)
  .action(status(async (path, flags) => (await import("./bom")).bom(path, flags)));

program
  .command("rules")
  .description("list the rules")
  .addOption(new Option("--format <name>", "the list's form").choices(["text", "json"]).default("text"))
  .addOption(presetOption("only the rules of these presets, families and frameworks"))
  .option(...noColor)
  .action(status(async (flags) => (await import("./rules")).listRules(flags)));

program
  .command("explain")
  .description("explain a rule: the risk, the fix, examples, options")
  .argument("<rule>", "the rule's id")
  .option(...noColor)
  .action(status(async (id, flags) => (await import("./explain")).explain(id, flags)));

deciding(program.command("config"))
  .description("print what is in force, and where each value was set")
  .argument("[folder]", "a program's folder", ".")
  .option("--stack <name>", "the stack, for what is said of some stacks only")
  .option("--project <name>", "the project (default: that of the folder)")
  .addOption(new Option("--format <name>", "the form").choices(["text", "json"]).default("text"))
  .option("--verbose", "list all rules and options")
  .option(...noColor)
  .action(status(async (folder, flags) => (await import("./config")).config(folder, flags)));

program
  .command("path")
  .description("print the folder of the policy pack, for `pulumi preview --policy-pack`")
  .option("--executable", "print the path of the policy pack that is one executable file; it starts faster")
  .action(status(async (flags) => (await import("./path")).printPath(flags)));

for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });

program.parseAsync().catch((error: unknown) => {
  if (error instanceof CommanderError) process.exitCode = error.exitCode && 2;
  else {
    process.exitCode = 2;
    if (error instanceof InputError || error instanceof SettingsError) complain(error.message);
    else complain(`this is a fault of stackward ${version}: ${error instanceof Error ? error.stack : error}`);
  }
});
