import assert from "node:assert/strict";
import { Relator } from "../../lib/judge/relate";
import { referrers, resource, unknown } from "../../lib/rule";
import { type RawResource, Stack, toResource } from "../../lib/stack/stack";
import { stackToken } from "../../lib/stack/token";

const Group = resource<{}>("aws:ec2/securityGroup:SecurityGroup");
const Rule = resource<{}>("aws:ec2/securityGroupRule:SecurityGroupRule");
const instance = "aws:ec2/instance:Instance";
const urnOf = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;
const raw = (type: string, name: string, rest: Partial<RawResource> = {}): RawResource => ({ urn: urnOf(type, name), type, inputs: {}, ...rest });

const group = raw(Group.tokens[0]!, "web", { id: "sg-1", inputs: { name: "web" }, outputs: { arn: "arn:sg-1", name: "web" } });
const refersToGroup = { inputs: { vpcSecurityGroupIds: [unknown] }, propertyDependencies: { vpcSecurityGroupIds: [group.urn] } };

function usersOf(...others: RawResource[]): unknown[] {
  const [self, ...rest] = [group, ...others].map(toResource);
  return new Relator(new Stack([self!, ...rest])).relate(self!, { users: referrers(Group, Rule) }, new Set()).users as unknown[];
}

describe("what refers to a resource by any input", () => {
  it("is found by a recorded dependency", () => assert.equal(usersOf(raw(instance, "a", refersToGroup)).length, 1));
  it("is found by a known ID or ARN at any depth", () => {
    assert.equal(usersOf(raw(instance, "a", { inputs: { any: { groups: ["sg-1"] } } })).length, 1);
    assert.equal(usersOf(raw(instance, "a", { inputs: { group: "arn:sg-1" } })).length, 1);
  });
  it("isn't found by a name, which others may have too", () => assert.deepEqual(usersOf(raw(instance, "a", { inputs: { name: "web" } })), []));
  it("counts once, whatever the number of inputs", () =>
    assert.equal(usersOf(raw(instance, "a", { ...refersToGroup, inputs: { ...refersToGroup.inputs, other: "sg-1" } })).length, 1));
  it("isn't of a type that doesn't count", () => assert.deepEqual(usersOf(raw(Rule.tokens[0]!, "a", refersToGroup)), []));
  it("may be anything whose value depends on nothing and isn't known", () => {
    assert.deepEqual(usersOf(raw(instance, "a", { inputs: { groups: [unknown] }, propertyDependencies: {} })), [unknown]);
    assert.deepEqual(usersOf(raw(instance, "a", { inputs: { subnet: unknown }, propertyDependencies: { subnet: [urnOf("aws:ec2/subnet:Subnet", "s")] } })), []);
  });
  it("is the stack that exports it", () => {
    assert.equal(usersOf(raw(stackToken, "shop-dev", { outputs: { group: "sg-1" } })).length, 1);
    assert.deepEqual(usersOf(raw(stackToken, "shop-dev", { outputs: { group: unknown } })), [unknown]);
  });
});
