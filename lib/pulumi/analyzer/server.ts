import { type handleUnaryCall, Server, ServerCredentials, type StatusObject, status } from "@grpc/grpc-js";
import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
  AnalyzeDiagnostic,
  AnalyzeResponse,
  AnalyzerHandshakeResponse,
  type AnalyzerStackConfigureRequest,
  AnalyzerStackConfigureResponse,
  type ConfigureAnalyzerRequest,
  RemediateResponse,
  Remediation,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { SettingsError } from "../../decide/settings";
import { problemOf } from "../../judge/redact";
import type { Rule } from "../../rule/rule";
import { MalformedResource } from "../../stack/stack";
import { Analyzer, type Diagnostic, type Remediation as Remedied } from "./analyzer";
import { Configuration, type PolicyConfiguration, type SettingsOf } from "./configuration";
import { analyzerInfo, levelNamed, type Pack, toLevel, toSeverity } from "./info";
import { MalformedRequest, readAnalyzeRequest, readAnalyzeStackRequest } from "./wire";

const largestMessage = 400 * 1024 * 1024;

/** Serves the rules to Pulumi's engine on a port of this machine, which the engine reads from standard output. */
export async function serve(pack: Pack, rules: readonly Rule[], settingsOf?: SettingsOf): Promise<void> {
  const server = new Server({ "grpc.max_receive_message_length": largestMessage, "grpc.max_send_message_length": largestMessage });
  server.addService(service, handlers(pack, new Configuration(rules, settingsOf)));
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => (error ? reject(error) : resolve(port))),
  );
  process.stdout.write(`${port}\n`);
}

/** The requests that hold resources stay bytes until they are answered, so that what is wrong with them can be said. */
const asBytes = (bytes: Buffer): Buffer => bytes;
const service = {
  ...AnalyzerService,
  analyze: { ...AnalyzerService.analyze, requestDeserialize: asBytes },
  remediate: { ...AnalyzerService.remediate, requestDeserialize: asBytes },
  analyzeStack: { ...AnalyzerService.analyzeStack, requestDeserialize: asBytes },
};

function handlers(pack: Pack, configuration: Configuration): Record<string, handleUnaryCall<any, any>> {
  const analyzer = new Analyzer(configuration);
  return {
    handshake: answer(() => new AnalyzerHandshakeResponse()),
    configureStack: answer((request: AnalyzerStackConfigureRequest) => {
      const { stack, project, tagsMap, configMap, configSecretKeysList } = request.toObject();
      // There is none where the engine judges a state by itself.
      if (stack) configuration.enter({ stack, project, tags: Object.fromEntries(tagsMap) });
      analyzer.enter(project, configMap, configSecretKeysList);
      return new AnalyzerStackConfigureResponse();
    }),
    getPluginInfo: answer(() => new PluginInfo().setVersion(pack.version)),
    getAnalyzerInfo: answer(() => analyzerInfo(pack, configuration)),
    configure: answer((request: ConfigureAnalyzerRequest) => {
      configuration.configure(policiesOf(request));
      return new Empty();
    }),
    analyze: answer((bytes: Buffer) => analyzeResponse(pack, analyzer.analyze(readAnalyzeRequest(bytes)))),
    remediate: answer((bytes: Buffer) => remediateResponse(pack, analyzer.remediates ? analyzer.remediate(readAnalyzeRequest(bytes)) : [])),
    analyzeStack: answer((bytes: Buffer) => analyzeResponse(pack, analyzer.analyzeStack(readAnalyzeStackRequest(bytes)))),
    // Each call is answered before the next is read, so there is nothing to abort. The engine ends the process itself.
    cancel: answer(() => new Empty()),
  };
}

const answer =
  <Request, Response>(compute: (request: Request) => Response): handleUnaryCall<Request, Response> =>
  ({ request }, callback) => {
    try {
      callback(null, compute(request));
    } catch (error) {
      callback(problem(error));
    }
  };

function problem(error: unknown): Partial<StatusObject> {
  const isMalformed = [MalformedRequest, MalformedResource, SettingsError].some((ours) => error instanceof ours);
  return { code: isMalformed ? status.INVALID_ARGUMENT : status.INTERNAL, details: problemOf(error) };
}

function policiesOf(request: ConfigureAnalyzerRequest): Map<string, PolicyConfiguration> {
  const policies = new Map<string, PolicyConfiguration>();
  request.getPolicyconfigMap().forEach((config, name) => {
    const level = levelNamed(config.getEnforcementlevel());
    if (!level) throw new MalformedRequest(`policy \`${name}\` has a level that this version doesn't know (${config.getEnforcementlevel()})`);
    policies.set(name, { level, options: config.getProperties()?.toJavaScript() ?? {} });
  });
  return policies;
}

const analyzeResponse = (pack: Pack, diagnostics: readonly Diagnostic[]): AnalyzeResponse =>
  new AnalyzeResponse().setDiagnosticsList(
    diagnostics.map(({ policy, description, severity, urn, level, message }) =>
      new AnalyzeDiagnostic()
        .setPolicyname(policy)
        .setPolicypackname(pack.name)
        .setPolicypackversion(pack.version)
        .setDescription(description)
        .setMessage(message)
        .setEnforcementlevel(toLevel(level))
        .setSeverity(toSeverity(severity))
        .setUrn(urn),
    ),
  );

const remediateResponse = (pack: Pack, remediations: readonly Remedied[]): RemediateResponse =>
  new RemediateResponse().setRemediationsList(
    remediations.map(({ rule, properties, problem }) =>
      new Remediation()
        .setPolicyname(rule.id)
        .setPolicypackname(pack.name)
        .setPolicypackversion(pack.version)
        .setDescription(rule.why)
        .setProperties(properties && Struct.fromJavaScript(properties as Record<string, JavaScriptValue>))
        .setDiagnostic(problem ?? ""),
    ),
  );
