import assert from "node:assert/strict";
import { Judge } from "../../lib/judge/judge";
import { all, each, every, find, from, isSecret, option, resource, rule, Stack as StackType, secret, some, to, unknown } from "../../lib/rule";
import { type RawResource, Stack, toResource } from "../../lib/stack/stack";

interface Thing {
  name?: string;
  list?: { port?: number }[];
  owner?: string;
  nested?: { owner?: string };
  password?: string;
}
const Thing = resource<Thing>("t:m:Thing");
const Owner = resource<{ name?: string; thing?: string }>("t:m:Owner");
const told = {
  severity: "low",
  family: "network",
  preset: "recommended",
  title: "T",
  why: "W.",
  fix: "F.",
  see: "https://example.com/x",
  pass: [{}],
  fail: [{}],
} as const;

const urn = (type: string, name: string) => `urn:pulumi:dev::p::${type}::${name}`;
const make = (type: string, name: string, inputs: Record<string, unknown> = {}, more: Partial<RawResource> = {}) =>
  toResource({ urn: urn(type, name), type, inputs, propertyDependencies: {}, ...more });
const thing = (name: string, inputs = {}, more = {}) => make("t:m:Thing", name, inputs, more);
const owner = (name: string, inputs = {}, more = {}) => make("t:m:Owner", name, inputs, more);
const judged = (judge: Judge, ...resources: ReturnType<typeof make>[]) =>
  judge.stack(new Stack(resources)).map(({ outcome, message, resource }) => `${resource.name} ${outcome} ${message}`);

describe("judging a resource", () => {
  const ports = rule(Thing, { ...told, id: "t-m-ports", check: ({ list }) => each(list, ({ port }, i) => port === 22 && `\`list[${i}]\` opens 22`) });
  it("finds all that an unknown element doesn't touch", () =>
    assert.deepEqual(judged(new Judge([ports]), thing("a", { list: [unknown, { port: unknown }, { port: 22 }, { port: 80 }, { port: 22 }] })), [
      "a fail `list[2]` opens 22",
      "a fail `list[4]` opens 22",
    ]));
  it("says unknown if nothing was found before", () =>
    assert.deepEqual(judged(new Judge([ports]), thing("a", { list: [{ port: unknown }, { port: 80 }] })), ["a unknown `list[0].port` isn't known yet"]));
  it("says unknown of a list that is unknown as a whole", () =>
    assert.deepEqual(judged(new Judge([ports]), thing("a", { list: unknown })), ["a unknown `list` isn't known yet"]));
  it("some, every and find look past unknown elements", () => {
    const list = [1, 2];
    assert.deepEqual(
      [some(list, (n) => n === 2), every(list, (n) => n > 1), find(list, (n) => n > 1), some(undefined, () => true), every(undefined, () => false)],
      [true, false, 2, false, true],
    );
  });
  it("reports a rule that throws as its own error and goes on", () => {
    const broken = rule(Thing, { ...told, id: "t-m-broken", check: ({ list }) => list!.length > 1 && "x" });
    assert.deepEqual(judged(new Judge([broken, ports]), thing("a", {})), ["a error the rule failed: Cannot read properties of undefined (reading 'length')"]);
    assert.deepEqual(judged(new Judge([broken, ports]), thing("a", { list: [{ port: 22 }] })), ["a fail `list[0]` opens 22"]);
  });
  it("never prints a secret, in a finding or an error", () => {
    const leaky = rule(Thing, { ...told, id: "t-m-leaky", check: ({ password }) => `password is ${password}` });
    const thrower = rule(Thing, {
      ...told,
      id: "t-m-thrower",
      check: ({ password }) => {
        throw new Error(`bad ${password}`);
      },
    });
    for (const password of ["hunter2", "a", "x.y"]) {
      const said = judged(new Judge([leaky, thrower]), thing("t", { password: secret(password) }));
      assert.deepEqual(said, ["t fail password is [secret]", "t error the rule failed: bad [secret]"]);
    }
  });
  it("tells a rule what is secret", () => {
    const plain = rule(Thing, { ...told, id: "t-m-plain", check: (self) => !isSecret(self, "password") && "plain" });
    assert.deepEqual(judged(new Judge([plain]), thing("a", { password: "x", name: unknown }), thing("b", { password: secret("x"), name: unknown })), [
      "a fail plain",
    ]);
  });
  it("gives the values of options, or their defaults", () => {
    const limited = rule(Thing, {
      ...told,
      id: "t-m-limited",
      options: { max: option.Integer({ default: 3 }) },
      check: (_, { options }) => `at most ${options.max}`,
    });
    assert.deepEqual(judged(new Judge([limited]), thing("a")), ["a fail at most 3"]);
    assert.deepEqual(judged(new Judge([limited], () => ({ max: 5 })), thing("a")), ["a fail at most 5"]);
  });
  it("runs only the rules for its type, patterns included", () => {
    const any = rule(resource<{}>("*"), { ...told, id: "t-m-any", check: (_, { resource }) => resource.type });
    assert.deepEqual(judged(new Judge([any, ports]), owner("o", { list: [{ port: 22 }] })), ["o fail t:m:Owner"]);
  });
});

describe("relations", () => {
  const owned = rule(Thing, {
    ...told,
    id: "t-m-owned",
    related: { owners: from(Owner, "thing") },
    check: ({ owners }) => !some(owners, (o) => o.name === "me") && "not mine",
  });
  const outcome = (...resources: ReturnType<typeof make>[]) => judged(new Judge([owned]), ...resources);
  const mine = { name: "me" };
  const [a, b] = [thing("a", { name: "a-1" }, { id: "id-a" }), thing("b", { name: "b-1" })];
  const dependsOn = (target: ReturnType<typeof make>) => ({ propertyDependencies: { thing: [target.urn] } });
  it("join by dependency, though the value is unknown", () =>
    assert.deepEqual(outcome(a, b, owner("o", { ...mine, thing: unknown }, dependsOn(a))), ["b fail not mine"]));
  it("join by a known ID or name", () => {
    assert.deepEqual(outcome(a, b, owner("o", { ...mine, thing: "id-a" })), ["b fail not mine"]);
    assert.deepEqual(outcome(a, b, owner("o", { ...mine, thing: "a-1" })), ["b fail not mine"]);
    assert.deepEqual(outcome(a, b, owner("o", { ...mine, thing: "other" })), ["a fail not mine", "b fail not mine"]);
  });
  it("are unknown where a value from elsewhere is", () =>
    assert.deepEqual(outcome(a, owner("o", { ...mine, thing: unknown })), ["a unknown `owners[0]` isn't known yet"]));
  it("say what holds whether or not a value from elsewhere means the resource", () => {
    assert.deepEqual(outcome(a, owner("o", { name: "you", thing: unknown })), ["a fail not mine"]);
    const strangers = rule(Thing, {
      ...told,
      id: "t-m-strangers",
      related: { owners: from(Owner, "thing") },
      check: ({ owners }) => each(owners, (o) => o.name !== "me" && "not mine"),
    });
    const said = (name: string) => judged(new Judge([strangers]), a, owner("o", { name, thing: unknown }));
    assert.deepEqual(said("me"), []);
    assert.deepEqual(said("you"), ["a unknown `owners[0]` isn't known yet"]);
  });
  it("don't look at each of very many that may mean it", () =>
    assert.deepEqual(outcome(a, ...Array.from({ length: 17 }, (_, i) => owner(`o${i}`, { name: "you", thing: unknown }))), [
      "a unknown `owners[0]` isn't known yet",
    ]));
  it("use the resource's dependencies where the source tells no more", () =>
    assert.deepEqual(outcome(a, b, owner("o", { ...mine, thing: unknown }, { propertyDependencies: undefined, dependencies: [a.urn] })), ["b fail not mine"]));
  it("go the other way, at any depth of the value", () => {
    const ofNobody = rule(Thing, {
      ...told,
      id: "t-m-nobody",
      related: { owners: to("nested", Owner) },
      check: ({ owners }) => owners.length === 0 && "nobody's",
    });
    const said = (inputs: object, dependencies: Record<string, string[]> = {}) =>
      judged(new Judge([ofNobody]), thing("x", inputs, { propertyDependencies: dependencies }), owner("o", { name: "me" }));
    assert.deepEqual(said({ nested: { owner: "me" } }), []);
    assert.deepEqual(said({ nested: { owner: "you" } }), ["x fail nobody's"]);
    assert.deepEqual(said({ nested: { owner: unknown } }, { nested: [urn("t:m:Owner", "o")] }), []);
    assert.deepEqual(said({ nested: { owner: unknown } }), []);
  });
  it("nest", () => {
    const grand = rule(Owner, {
      ...told,
      id: "t-m-grand",
      related: { things: to("thing", Thing, { owners: from(Owner, "thing") }) },
      check: ({ things }) => each(things, (t) => each(t.owners, (o) => `shares with ${o.name}`)),
    });
    assert.deepEqual(judged(new Judge([grand]), a, owner("o", { name: "me", thing: "id-a" })), ["o fail shares with me"]);
  });
  it("of the stack say what must exist", () => {
    const must = rule(StackType, {
      ...told,
      id: "t-m-must",
      related: { things: all(Thing), owners: all(Owner) },
      check: ({ things, owners }) => things.length > 0 && !owners.length && "has no owner",
    });
    assert.deepEqual(judged(new Judge([must]), a, b), ["p-dev fail has no owner"]);
    assert.deepEqual(judged(new Judge([must]), a, owner("o")), []);
  });
  it("compare Azure's IDs in any case and Google's links with and without their address", () => {
    const az = "/subscriptions/1/resourceGroups/G/providers/x/y";
    assert.deepEqual(outcome(thing("a", {}, { id: az }), owner("o", { ...mine, thing: az.toLowerCase() })), []);
    assert.deepEqual(
      outcome(
        thing("a", { selfLink: "https://www.googleapis.com/compute/v1/projects/p/global/networks/n" }),
        owner("o", { ...mine, thing: "projects/p/global/networks/n" }),
      ),
      [],
    );
  });
  it("keep a related resource's secrets out of messages", () => {
    const leaky = rule(Owner, {
      ...told,
      id: "t-m-leak",
      related: { things: to("thing", Thing) },
      check: ({ things }) => each(things, (t) => `has ${t.password}`),
    });
    assert.deepEqual(judged(new Judge([leaky]), thing("a", { password: secret("hunter2") }, { id: "id-a" }), owner("o", { thing: "id-a" })), [
      "o fail has [secret]",
    ]);
  });
});
