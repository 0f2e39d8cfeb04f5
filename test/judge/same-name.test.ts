import assert from "node:assert/strict";
import { Relator } from "../../lib/judge/relate";
import { from, resource } from "../../lib/rule";
import { Stack, toResource } from "../../lib/stack/stack";

const User = resource<{ instance: string }>("gcp:sql/user:User");
const instance = (name: string) => `urn:pulumi:dev::shop::gcp:sql/databaseInstance:DatabaseInstance::${name}`;

const stack = (propertyDependencies?: Record<string, string[]>) =>
  new Stack(
    [
      ...["eu", "us"].map((name) => ({ urn: instance(name), type: "gcp:sql/databaseInstance:DatabaseInstance", inputs: { name: "main" } })),
      { urn: "urn:pulumi:dev::shop::gcp:sql/user:User::app", type: "gcp:sql/user:User", inputs: { instance: "main" }, propertyDependencies },
    ].map(toResource),
  );
const usersOf = (given: Stack, name: string) => new Relator(given).relate(given.get(instance(name))!, { users: from(User, "instance") }).users as object[];

describe("two resources of the same name", () => {
  it("are told apart by the reference that the program recorded", () => {
    const given = stack({ instance: [instance("eu")] });
    assert.equal(usersOf(given, "eu").length, 1);
    assert.equal(usersOf(given, "us").length, 0);
  });

  it("are both meant where there is only the name", () => {
    const given = stack();
    assert.equal(usersOf(given, "eu").length, 1);
    assert.equal(usersOf(given, "us").length, 1);
  });
});
