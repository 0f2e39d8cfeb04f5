import assert from "node:assert/strict";
import { secretsOf } from "../../lib/secrets/resource";
import { unknownProvenance } from "../../lib/stack/provenance";

describe("the fingerprint of a resource's secret", () => {
  const of = (urn: string) => secretsOf({ password: "CorrectHorse9!" }, { provenance: unknownProvenance, resource: { urn } })[0]!.fingerprint;

  it("is the same in all stacks of a project, and another in another project", () => {
    const shop = of("urn:pulumi:dev::shop::aws:rds/instance:Instance::db");
    assert.match(shop, /^[0-9a-f]{8}$/);
    assert.equal(of("urn:pulumi:prod::shop::aws:rds/cluster:Cluster::other"), shop);
    assert.notEqual(of("urn:pulumi:dev::site::aws:rds/instance:Instance::db"), shop);
  });
});
