import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { credentials, Server, ServerCredentials, type ServerUnaryCall, status, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { CallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";
import { type Callback, CallbackInvokeRequest, type CallbackInvokeResponse } from "@pulumi/pulumi/proto/callback_pb";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import * as engine from "@pulumi/pulumi/proto/engine_pb";
import { CallResponse, InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { RawResource } from "../stack/stack";
import { stackToken } from "../stack/token";
import { isRecord, unknown } from "../stack/values";
import { googlePolicy, policyDocument } from "./policy-document";
import type { Project } from "./program-config";

type Fields = Record<string, unknown>;
type Handler<Request> = (request: Request) => unknown;

const largestMessage = 400 * 2 ** 20;

/** Stands in for Pulumi's engine while a program runs: takes what it registers, and answers as a first preview does, where nothing exists yet. */
export class Monitor {
  readonly resources = new Map<string, RawResource>();
  /** What the program's SDK reported as errors. */
  readonly errors: string[] = [];
  /** Components that a provider makes: their own resources aren't known without it. */
  readonly remote: string[] = [];
  /** Whether the program came to its end: only then are the stack's outputs registered. */
  isComplete = false;
  private root = "";
  private readonly stackTransforms: Callback[] = [];
  private readonly transforms = new Map<string, readonly Callback[]>();
  private readonly clients = new Map<string, CallbacksClient>();
  private readonly server = new Server({ "grpc.max_receive_message_length": largestMessage, "grpc.max_send_message_length": largestMessage });

  constructor(
    private readonly project: Project,
    private readonly onLog: (text: string) => void,
  ) {
    this.server.addService(ResourceMonitorService, handlers(this.monitorService()));
    this.server.addService(EngineService, handlers(this.engineService()));
  }

  /** Begins to listen; gives the address. */
  listen(): Promise<string> {
    return new Promise((resolve, reject) =>
      this.server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => (error ? reject(error) : resolve(`127.0.0.1:${port}`))),
    );
  }

  close(): void {
    for (const client of this.clients.values()) client.close();
    this.server.forceShutdown();
  }

  private monitorService(): Record<string, Handler<any>> {
    return {
      supportsFeature: () => new proto.SupportsFeatureResponse().setHassupport(true),
      registerResource: (request: proto.RegisterResourceRequest) => this.register(request),
      registerResourceOutputs: (request: proto.RegisterResourceOutputsRequest) => {
        const resource = this.resources.get(request.getUrn());
        if (resource) resource.outputs = fields(request.getOutputs());
        if (resource?.type === stackToken) this.isComplete = true;
        return new Empty();
      },
      readResource: (request: proto.ReadResourceRequest) => {
        const urn = this.urn(request.getParent(), request.getType(), request.getName());
        return new proto.ReadResourceResponse().setUrn(urn).setProperties(struct({}));
      },
      invoke: (request: proto.ResourceInvokeRequest) => new InvokeResponse().setReturn(struct(this.invoke(request.getTok(), fields(request.getArgs())))),
      call: () => new CallResponse().setReturn(struct({ unknown })),
      registerStackTransform: (callback: Callback) => {
        this.stackTransforms.push(callback);
        return new Empty();
      },
      registerPackage: (request: proto.RegisterPackageRequest) => new proto.RegisterPackageResponse().setRef(`${request.getName()}@${request.getVersion()}`),
      registerStackInvokeTransform: () => new Empty(),
      registerResourceHook: () => new Empty(),
      registerErrorHook: () => new Empty(),
      signalAndWaitForShutdown: () => new Empty(),
    };
  }

  private invoke(token: string, args: Fields): Fields {
    switch (token) {
      case "aws:iam/getPolicyDocument:getPolicyDocument":
        return policyDocument(args) ?? { unknown };
      case "gcp:organizations/getIAMPolicy:getIAMPolicy":
        return googlePolicy(args);
      case "pulumi:pulumi:getResource": {
        const resource = this.resources.get(String(args.urn));
        return { urn: args.urn, id: unknown, state: resource ? outputsOf(resource) : {} };
      }
      default:
        return { unknown };
    }
  }

  private engineService(): Record<string, Handler<any>> {
    return {
      log: (request: engine.LogRequest) => {
        if (request.getSeverity() === engine.LogSeverity.ERROR) this.errors.push(request.getMessage());
        else if (request.getSeverity() !== engine.LogSeverity.DEBUG) this.onLog(`${request.getMessage()}\n`);
        return new Empty();
      },
      getRootResource: () => new engine.GetRootResourceResponse().setUrn(this.root),
      setRootResource: (request: engine.SetRootResourceRequest) => {
        this.root = request.getUrn();
        return new engine.SetRootResourceResponse();
      },
      requirePulumiVersion: () => new engine.RequirePulumiVersionResponse(),
    };
  }

  private async register(request: proto.RegisterResourceRequest): Promise<proto.RegisterResourceResponse> {
    const type = request.getType();
    const parent = request.getParent() || (type === stackToken ? "" : this.root);
    const urn = this.urn(parent, type, request.getName());
    this.transforms.set(urn, [...request.getTransformsList(), ...(this.transforms.get(parent) ?? [])]);
    await this.transform(request, [...(this.transforms.get(urn) ?? []), ...this.stackTransforms]);
    const isManaged = request.getCustom() || request.getRemote();
    if (request.getRemote()) this.remote.push(urn);
    const resource: RawResource = {
      urn,
      type,
      custom: request.getCustom(),
      inputs: type.startsWith("pulumi:providers:") ? withVersion(fields(request.getObject()), request.getVersion()) : fields(request.getObject()),
      parent: parent || undefined,
      id: request.getImportid() || undefined,
      provider: request.getProvider() || (isManaged ? this.defaultProvider(request) : undefined),
      dependencies: request.getDependenciesList(),
      propertyDependencies: Object.fromEntries([...request.getPropertydependenciesMap().entries()].map(([key, value]) => [key, value.getUrnsList()])),
      sourcePosition: this.position(request),
      protect: request.getProtect(),
      additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    };
    this.resources.set(urn, resource);
    return new proto.RegisterResourceResponse()
      .setUrn(urn)
      .setId(request.getImportid())
      .setObject(struct(request.getRemote() ? {} : outputsOf(resource)));
  }

  private urn(parent: string, type: string, name: string): string {
    const parentType = parent.split("::")[2] ?? "";
    const qualified = parentType && parentType !== stackToken ? `${parentType}$${type}` : type;
    return `urn:pulumi:${this.project.stack}::${this.project.name}::${qualified}::${name}`;
  }

  /** The provider that the engine makes of the stack's configuration, for resources that name none. */
  private defaultProvider(request: proto.RegisterResourceRequest): string | undefined {
    const [name = ""] = request.getType().split(":");
    if (name === "pulumi") return undefined;
    const version = request.getVersion() || request.getPackageref().split("@")[1] || "";
    const type = `pulumi:providers:${name}`;
    const urn = this.urn(this.root, type, version ? `default_${version.replace(/\W/g, "_")}` : "default");
    if (!this.resources.has(urn)) {
      const own = Object.entries(this.project.configuration).filter(([key]) => key.startsWith(`${name}:`));
      this.resources.set(urn, {
        urn,
        type,
        parent: this.root || undefined,
        inputs: withVersion(Object.fromEntries(own.map(([key, value]) => [key.slice(name.length + 1), value])), version),
      });
    }
    return `${urn}::${unknown}`;
  }

  /** The place in the user's own files, as the engine writes it: relative to the program's folder. */
  private position(request: proto.RegisterResourceRequest): string | undefined {
    const frames = request.getStacktrace()?.getFramesList() ?? [];
    for (const position of [request.getSourceposition(), ...frames.map((frame) => frame.getPc())]) {
      if (!position?.getUri().startsWith("file:")) continue;
      const path = relative(this.project.folder, fileURLToPath(position.getUri())).replaceAll(sep, "/");
      if (!/^\.\.|(?:^|\/)node_modules\//.test(path)) return `project:///${path}#${position.getLine()},${position.getColumn()}`;
    }
    return undefined;
  }

  private async transform(request: proto.RegisterResourceRequest, callbacks: readonly Callback[]): Promise<void> {
    for (const callback of callbacks) {
      const options = new proto.TransformResourceOptions()
        .setDependsOnList(request.getDependenciesList())
        .setProvider(request.getProvider())
        .setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList());
      for (const [name, provider] of request.getProvidersMap().entries()) options.getProvidersMap().set(name, provider);
      const asked = new proto.TransformRequest()
        .setType(request.getType())
        .setName(request.getName())
        .setCustom(request.getCustom())
        .setParent(request.getParent())
        .setProperties(request.getObject())
        .setOptions(options);
      const answer = proto.TransformResponse.deserializeBinary(await this.callBack(callback, asked.serializeBinary()));
      request.setObject(answer.getProperties());
      const changed = answer.getOptions();
      if (changed)
        request
          .setDependenciesList(changed.getDependsOnList())
          .setProvider(changed.getProvider())
          .setAdditionalsecretoutputsList(changed.getAdditionalSecretOutputsList());
    }
  }

  private callBack(callback: Callback, bytes: Uint8Array): Promise<Uint8Array> {
    const target = callback.getTarget();
    const client = this.clients.get(target) ?? new CallbacksClient(target, credentials.createInsecure());
    this.clients.set(target, client);
    const request = new CallbackInvokeRequest().setToken(callback.getToken()).setRequest(bytes);
    return new Promise((resolve, reject) =>
      client.invoke(request, (error: Error | null, response: CallbackInvokeResponse) => (error ? reject(error) : resolve(response.getResponse_asU8()))),
    );
  }
}

function handlers(services: Record<string, Handler<any>>): UntypedServiceImplementation {
  return Object.fromEntries(
    Object.entries(services).map(([name, handle]) => [
      name,
      (call: ServerUnaryCall<unknown, unknown>, callback: (error: object | null, response?: unknown) => void) =>
        Promise.resolve(call.request)
          .then(handle)
          .then(
            (response) => callback(null, response),
            (error) => callback({ code: status.UNKNOWN, details: error.details ?? error.message }),
          ),
    ]),
  );
}

const fields = (given: Struct | undefined): Fields => given?.toJavaScript() ?? {};
const struct = (value: Fields): Struct => Struct.fromJavaScript(value as Record<string, JavaScriptValue>);

/** The outputs that are the same as the inputs of their name. */
const outputsOf = ({ inputs = {} }: RawResource): Fields => Object.fromEntries(Object.entries(inputs).filter(([, value]) => isFlat(value)));

/** A provider's configuration as the engine has it: with the version that the program's SDK asks for. */
const withVersion = (inputs: Record<string, unknown>, version: string): Record<string, unknown> => (version ? { version, ...inputs } : inputs);

/** A record may not be the same: the provider may compute more of it, which to the program would then be absent, where it is unknown. */
const isFlat = (value: unknown): boolean =>
  Array.isArray(value) ? value.every(isFlat) : !isRecord(value) || ("value" in value && Object.keys(value).length === 2 && isFlat(value.value));
