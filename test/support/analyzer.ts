import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/analyzer_pb";
import { buildSync } from "esbuild";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";

type Values = Record<string, unknown>;

export const root = join(__dirname, "../..");

/** A resource as the engine would send it. */
export interface Sent {
  type: string;
  name: string;
  properties: Values;
  parent?: string;
  protect?: boolean;
  additionalSecretOutputs?: string[];
  dependencies?: string[];
  propertyDependencies?: Record<string, string[]>;
}

export const urnOf = ({ type, name }: Pick<Sent, "type" | "name">): string => `urn:pulumi:dev::test::${type}::${name}`;

/** What a server answers, in a form to compare. */
export interface Finding {
  policy: string;
  level: string;
  urn: string;
  message: string;
}

/** Bundles an entry point for Node; `@pulumi/policy` isn't made for bundling. */
export function bundle(entry: string, folder = mkdtempSync(join(tmpdir(), "stackward-")), name = `${basename(entry, ".ts")}.js`): string {
  const outfile = join(folder, name);
  buildSync({ entryPoints: [join(root, entry)], outfile, bundle: true, platform: "node", target: "node20", external: ["@pulumi/policy"], logLevel: "error" });
  return outfile;
}

const levels = Object.entries(pb.EnforcementLevel);
const levelNamed = (level: number): string => levels.find(([, value]) => value === level)![0].toLowerCase();

/** An analyzer in a process of its own, spoken to as the engine does. */
export class Peer {
  private constructor(
    readonly child: ChildProcess,
    readonly client: AnalyzerClient,
  ) {}

  static async start(command: string, args: string[] = [], cwd = root): Promise<Peer> {
    const env = { ...process.env, NODE_PATH: join(root, "node_modules") };
    const child = spawn(command, args, { cwd, env, stdio: ["pipe", "pipe", "inherit"] });
    const [port] = (await once(createInterface({ input: child.stdout! }), "line")) as [string];
    const size = 400 * 1024 * 1024;
    const options = { "grpc.max_receive_message_length": size, "grpc.max_send_message_length": size };
    return new Peer(child, new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure(), options));
  }

  stop(): void {
    this.client.close();
    this.child.kill("SIGKILL");
  }

  async analyze(resource: Sent): Promise<Finding[]> {
    return findingsOf(await this.call<pb.AnalyzeResponse>("analyze", analyzeRequest(resource)));
  }

  async analyzeStack(resources: Sent[]): Promise<Finding[]> {
    return findingsOf(await this.call<pb.AnalyzeResponse>("analyzeStack", analyzeStackRequest(resources)));
  }

  async remediate(resource: Sent): Promise<{ policy: string; properties?: Values; diagnostic: string }[]> {
    const response = await this.call<pb.RemediateResponse>("remediate", analyzeRequest(resource));
    return response.getRemediationsList().map((remediation) => ({
      policy: remediation.getPolicyname(),
      properties: remediation.getProperties()?.toJavaScript(),
      diagnostic: remediation.getDiagnostic(),
    }));
  }

  async configure(policies: Record<string, { level: keyof typeof pb.EnforcementLevel; options?: Values }>): Promise<void> {
    const request = new pb.ConfigureAnalyzerRequest();
    for (const [name, { level, options }] of Object.entries(policies))
      request.getPolicyconfigMap().set(name, new pb.PolicyConfig().setEnforcementlevel(pb.EnforcementLevel[level]).setProperties(struct(options ?? {})));
    await this.call("configure", request);
  }

  info(): Promise<pb.AnalyzerInfo> {
    return this.call("getAnalyzerInfo", new Empty());
  }

  call<Response>(method: Exclude<keyof AnalyzerClient, keyof import("@grpc/grpc-js").Client>, request: object): Promise<Response> {
    return promisify((this.client[method] as any).bind(this.client))(request) as Promise<Response>;
  }

  /** Sends bytes as they are, for requests that no engine would make. */
  async sendBytes(method: string, bytes: Uint8Array): Promise<ServiceError | undefined> {
    return new Promise((resolve) =>
      this.client.makeUnaryRequest(
        `/pulumirpc.Analyzer/${method}`,
        () => Buffer.from(bytes),
        (answer) => answer,
        {},
        (error) => resolve(error ?? undefined),
      ),
    );
  }
}

/** Values as the engine sends them, which knows nothing of `undefined`. */
export const struct = (values: Values): Struct => Struct.fromJavaScript(JSON.parse(JSON.stringify(values)) as Record<string, JavaScriptValue>);

const optionsOf = ({ parent = "", protect = false, additionalSecretOutputs = [] }: Sent): pb.AnalyzerResourceOptions =>
  new pb.AnalyzerResourceOptions().setParent(parent).setProtect(protect).setAdditionalsecretoutputsList(additionalSecretOutputs);

export const analyzeRequest = (resource: Sent): pb.AnalyzeRequest =>
  new pb.AnalyzeRequest()
    .setType(resource.type)
    .setUrn(urnOf(resource))
    .setName(resource.name)
    .setOptions(optionsOf(resource))
    .setProperties(struct(resource.properties));

export const analyzeStackRequest = (resources: Sent[]): pb.AnalyzeStackRequest =>
  new pb.AnalyzeStackRequest().setResourcesList(
    resources.map((resource) => {
      const sent = new pb.AnalyzerResource()
        .setType(resource.type)
        .setUrn(urnOf(resource))
        .setName(resource.name)
        .setParent(resource.parent ?? "")
        .setDependenciesList(resource.dependencies ?? [])
        .setOptions(optionsOf(resource))
        .setProperties(struct(resource.properties));
      for (const [property, urns] of Object.entries(resource.propertyDependencies ?? {}))
        sent.getPropertydependenciesMap().set(property, new pb.AnalyzerPropertyDependencies().setUrnsList(urns));
      return sent;
    }),
  );

/** Sorted, because the order in which policies run is nobody's promise. */
const findingsOf = (response: pb.AnalyzeResponse): Finding[] =>
  response
    .getDiagnosticsList()
    .map((d) => ({ policy: d.getPolicyname(), level: levelNamed(d.getEnforcementlevel()), urn: d.getUrn(), message: d.getMessage() }))
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
