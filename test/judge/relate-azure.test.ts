import assert from "node:assert/strict";
import { Relator } from "../../lib/judge/relate";
import { from, resource } from "../../lib/rule";
import { Stack, toResource } from "../../lib/stack/stack";
import { Possible, raw, unknown } from "../../lib/stack/values";

const Policy = resource<{ serverName: string }>("azure-native:sql:ServerBlobAuditingPolicy");
const Setting = resource<{ resourceUri: string }>("azure-native:monitor:DiagnosticSetting");
const id = "/subscriptions/s/resourceGroups/G/providers/Microsoft.Sql/servers/Main";
const server = { urn: "urn:pulumi:dev::p::azure-native:sql:Server::server", type: "azure-native:sql:Server" };
const related = (self: object, type: string, inputs: Record<string, unknown>, more: object = {}) => {
  const judged = toResource({ ...server, ...self });
  const other = toResource({ urn: `urn:pulumi:dev::p::${type}::other`, type, inputs, ...more });
  const relation = type === Setting.tokens[0] ? from(Setting, "resourceUri") : from(Policy, "serverName");
  const { list } = new Relator(new Stack([judged, other])).relate(judged, { list: relation }, new Set());
  return raw(list as object[]);
};

describe("relations of Azure's resources", () => {
  it("join a child by its owner's name input", () =>
    assert.equal(related({ inputs: { serverName: "main" } }, Policy.tokens[0]!, { serverName: "main" }).length, 1));
  it("join a child by the name that Azure gave its owner", () =>
    assert.equal(related({ outputs: { name: "main1a2b" } }, Policy.tokens[0]!, { serverName: "main1a2b" }).length, 1));
  it("don't join another's child", () => assert.deepEqual(related({ inputs: { serverName: "main" } }, Policy.tokens[0]!, { serverName: "other" }), []));
  it("join by id in any case", () =>
    assert.equal(related({ id }, Setting.tokens[0]!, { resourceUri: id.toUpperCase().replace("SUBSCRIPTIONS", "subscriptions") }).length, 1));
  it("join by the id of a part", () => assert.equal(related({ id }, Setting.tokens[0]!, { resourceUri: `${id}/databases/master` }).length, 1));
  it("don't join by the id of a namesake", () => assert.deepEqual(related({ id }, Setting.tokens[0]!, { resourceUri: `${id}2/databases/master` }), []));
  it("join an unknown id by what it depends on", () =>
    assert.equal(related({}, Setting.tokens[0]!, { resourceUri: unknown }, { propertyDependencies: { resourceUri: [server.urn] } }).length, 1));
  it("leave an unknown id that depends on nothing open", () =>
    assert.deepEqual(related({}, Setting.tokens[0]!, { resourceUri: unknown }), [new Possible({ resourceUri: unknown })]));
});
