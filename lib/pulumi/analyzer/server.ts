import { type handleUnaryCall, type MethodDefinition, Server, ServerCredentials, type StatusObject, status } from "@grpc/grpc-js";
import { SettingsError } from "../../decide/settings";
import { problemOf } from "../../judge/redact";
import type { Rule } from "../../rule/rule";
import { MalformedResource } from "../../stack/stack";
import { Analyzer, type Diagnostic, type Remediation } from "./analyzer";
import { Configuration, type PolicyConfiguration, type SettingsOf } from "./configuration";
import { analyzerInfo, levelNamed, type Pack, toLevel, toSeverity } from "./info";
import { MalformedRequest } from "./reader";
import { readAnalyzeRequest, readAnalyzeStackRequest, readPolicies, readStack } from "./wire";
import { encode, type Message, Struct } from "./writer";

const largestMessage = 400 * 1024 * 1024;

/** Serves the rules to Pulumi's engine on a port of this machine, which the engine reads from standard output. */
export async function serve(pack: Pack, rules: readonly Rule[], settingsOf?: SettingsOf): Promise<void> {
  const server = new Server({ "grpc.max_receive_message_length": largestMessage, "grpc.max_send_message_length": largestMessage });
  for (const [name, compute] of Object.entries(methods(pack, new Configuration(rules, settingsOf))))
    server.addService({ [name]: definitionOf(name) }, { [name]: answer(compute) });
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => (error ? reject(error) : resolve(port))),
  );
  process.stdout.write(`${port}\n`);
}

/** The methods of the protocol's service, each with what it makes of a request's bytes. */
function methods(pack: Pack, configuration: Configuration): Record<string, (request: Buffer) => Message> {
  const analyzer = new Analyzer(configuration);
  return {
    Handshake: () => ({}),
    ConfigureStack: (request) => {
      const { stack, project, tags, configuration: values, secretKeys } = readStack(request);
      // There is none where the engine judges a state by itself.
      if (stack) configuration.enter({ stack, project, tags });
      analyzer.enter(project, values, secretKeys);
      return {};
    },
    GetPluginInfo: () => ({ 1: pack.version }),
    GetAnalyzerInfo: () => analyzerInfo(pack, configuration),
    Configure: (request) => {
      configuration.configure(policiesOf(request));
      return {};
    },
    Analyze: (request) => analyzeResponse(pack, analyzer.analyze(readAnalyzeRequest(request))),
    Remediate: (request) => remediateResponse(pack, analyzer.remediates ? analyzer.remediate(readAnalyzeRequest(request)) : []),
    AnalyzeStack: (request) => analyzeResponse(pack, analyzer.analyzeStack(readAnalyzeStackRequest(request))),
    // Each call is answered before the next is read, so there is nothing to abort. The engine ends the process itself.
    Cancel: () => ({}),
  };
}

const same = (bytes: Buffer): Buffer => bytes;
/** Messages stay bytes until they are answered, so that what is wrong with them can be said. */
const definitionOf = (method: string): MethodDefinition<Buffer, Buffer> => ({
  path: `/pulumirpc.Analyzer/${method}`,
  requestStream: false,
  responseStream: false,
  requestSerialize: same,
  requestDeserialize: same,
  responseSerialize: same,
  responseDeserialize: same,
});

const answer =
  (compute: (request: Buffer) => Message): handleUnaryCall<Buffer, Buffer> =>
  ({ request }, callback) => {
    try {
      callback(null, encode(compute(request)));
    } catch (error) {
      callback(problem(error));
    }
  };

function problem(error: unknown): Partial<StatusObject> {
  const isMalformed = [MalformedRequest, MalformedResource, SettingsError].some((ours) => error instanceof ours);
  return { code: isMalformed ? status.INVALID_ARGUMENT : status.INTERNAL, details: problemOf(error) };
}

function policiesOf(request: Buffer): Map<string, PolicyConfiguration> {
  const policies = new Map<string, PolicyConfiguration>();
  for (const [name, { level: number, options }] of readPolicies(request)) {
    const level = levelNamed(number);
    if (!level) throw new MalformedRequest(`policy \`${name}\` has a level that this version doesn't know (${number})`);
    policies.set(name, { level, options });
  }
  return policies;
}

/** An `AnalyzeResponse`. */
const analyzeResponse = (pack: Pack, diagnostics: readonly Diagnostic[]): Message => ({
  2: diagnostics.map(({ policy, description, severity, urn, level, message }) => ({
    1: policy,
    2: pack.name,
    3: pack.version,
    4: description,
    5: message,
    7: toLevel(level),
    8: urn,
    9: toSeverity(severity),
  })),
});

/** A `RemediateResponse`. */
const remediateResponse = (pack: Pack, remediations: readonly Remediation[]): Message => ({
  1: remediations.map(({ rule, properties, problem }) => ({
    1: rule.id,
    2: pack.name,
    3: pack.version,
    4: rule.why,
    5: properties && new Struct(properties),
    6: problem,
  })),
});
