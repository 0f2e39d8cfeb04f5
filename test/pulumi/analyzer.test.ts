import assert from "node:assert/strict";
import { status } from "@grpc/grpc-js";
import * as pb from "@pulumi/pulumi/proto/analyzer_pb";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { signature } from "../../lib/stack/values";
import { analyzeRequest, analyzeStackRequest, bundle, Peer, type Sent } from "../support/analyzer";

const bucket = (properties: Sent["properties"], name = "b"): Sent => ({ type: "aws:s3/bucket:Bucket", name, properties });
const nested = (depth: number): Sent["properties"] => ({ a: depth ? nested(depth - 1) : 1 });

describe("our analyzer", function () {
  this.timeout(60_000);
  let peer: Peer;
  before(async () => {
    peer = await Peer.start(process.execPath, [bundle("test/support/analyzers/ours.ts")]);
  });
  after(() => peer?.stop());
  afterEach(() => peer.configure({}));

  it("answers all that the engine asks before it judges", async () => {
    await peer.call("handshake", new pb.AnalyzerHandshakeRequest().setEngineAddress("127.0.0.1:1"));
    await peer.call("configureStack", new pb.AnalyzerStackConfigureRequest().setStack("dev").setProject("test"));
    assert.equal((await peer.call<PluginInfo>("getPluginInfo", new Empty())).getVersion(), "1.0.0");
    await peer.call("cancel", new Empty());
  });

  it("lists each rule with its level, schema and words", async () => {
    const info = (await peer.info()).toObject();
    assert.deepEqual([info.name, info.version, info.supportsconfig], ["conformance", "1.0.0", true]);
    const policy = info.policiesList.find(({ name }) => name === "test-values-bucket-tags")!;
    assert.equal(policy.enforcementlevel, pb.EnforcementLevel.MANDATORY);
    assert.equal(policy.policyType, pb.PolicyType.POLICY_TYPE_RESOURCE);
    assert.equal(policy.severity, pb.PolicySeverity.POLICY_SEVERITY_HIGH);
    assert.deepEqual(policy.tagsList, ["test", "values", "secrets", "strict"]);
    const related = info.policiesList.find(({ name }) => name === "aws-s3-bucket-public-access-block")!;
    assert.equal(related.policyType, pb.PolicyType.POLICY_TYPE_STACK);
    assert.equal(related.framework?.name, "CIS AWS Foundations Benchmark 1.4");
  });

  it("lets the engine's `all` stand for policies without an entry", async () => {
    await peer.configure({ all: { level: "DISABLED" }, "aws-s3-bucket-acl": { level: "MANDATORY" } });
    const found = await peer.analyze(bucket({ acl: "public-read", tags: { a: "far too long" } }));
    assert.deepEqual(
      found.map(({ policy }) => policy),
      ["aws-s3-bucket-acl"],
    );
  });

  it("answers nothing for a resource that no rule finds anything in", async () => {
    const response = await peer.call<pb.AnalyzeResponse>("analyze", analyzeRequest({ type: "other:index:Thing", name: "x", properties: {} }));
    assert.equal(response.serializeBinary().length, 0);
  });

  describe("refuses a request that it can't read, says why, and lives on:", () => {
    const refusals: [string, string, Uint8Array, RegExp][] = [
      ["no properties", "Analyze", new pb.AnalyzeRequest().setType("a:b:C").setUrn("urn:x").serializeBinary(), /^urn:x: has no properties$/],
      ["no type", "Remediate", analyzeRequest({ ...bucket({}), type: "" }).serializeBinary(), /has no type/],
      [
        "an unknown signature",
        "Analyze",
        analyzeRequest(bucket({ tags: { x: { [signature]: "new" } } })).serializeBinary(),
        /::b: `inputs\.tags\.x` has a value of a kind/,
      ],
      ["values nested too deep", "Analyze", analyzeRequest(bucket(nested(600))).serializeBinary(), /nested more than 512 levels deep/],
      [
        "a value without a kind",
        "Analyze",
        Buffer.concat([analyzeRequest(bucket({})).serializeBinary(), Buffer.from([18, 7, 10, 5, 10, 1, 97, 18, 0])]),
        /`a` has no value/,
      ],
      [
        "bytes that are cut off",
        "AnalyzeStack",
        analyzeStackRequest([bucket({ acl: "private" })])
          .serializeBinary()
          .subarray(0, -5),
        /cut off/,
      ],
      ["bytes that are nothing", "AnalyzeStack", Buffer.from("not a request"), /./],
      [
        "a damaged resource of a stack",
        "AnalyzeStack",
        analyzeStackRequest([bucket({}), bucket({ acl: { [signature]: 1 } }, "c")]).serializeBinary(),
        /::c: `outputs\.acl`/,
      ],
    ];
    for (const [what, method, bytes, reason] of refusals)
      it(what, async () => {
        if (method !== "AnalyzeStack") await peer.configure({ "test-values-bucket-tags": { level: "REMEDIATE" } });
        const error = await peer.sendBytes(method, bytes);
        assert.equal(error?.code, status.INVALID_ARGUMENT, String(error));
        assert.match(error.details, reason);
        assert.equal((await peer.analyze(bucket({ acl: "public-read" }))).filter(({ policy }) => policy === "aws-s3-bucket-acl").length, 1);
      });

    it("any byte of a request changed", async () => {
      const good = analyzeRequest(bucket({ acl: "public-read", tags: { a: ["b", 1, true, null] } })).serializeBinary();
      for (let i = 0; i < good.length; i++) {
        const damaged = Buffer.from(good);
        damaged[i] = damaged[i]! ^ 0xff;
        const error = await peer.sendBytes("Analyze", damaged);
        assert.ok(!error || error.code === status.INVALID_ARGUMENT, `byte ${i}: ${error}`);
      }
      assert.ok((await peer.analyze(bucket({ acl: "public-read" }))).some(({ policy }) => policy === "aws-s3-bucket-acl"));
    });
  });
});
