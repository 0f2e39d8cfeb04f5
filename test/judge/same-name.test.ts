import assert from "node:assert/strict";
import { Relator } from "../../lib/judge/relate";
import { from, resource, to } from "../../lib/rule";
import { Stack, toResource } from "../../lib/stack/stack";

const Repository = resource<{ name: string }>("aws:ecr/repository:Repository");
const RepositoryPolicy = resource<{ repository: string }>("aws:ecr/repositoryPolicy:RepositoryPolicy");

const urn = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;
const repository = (name: string) => toResource({ urn: urn(Repository.tokens[0]!, name), type: Repository.tokens[0]!, inputs: { name: "app", tag: name } });
const policy = (refersTo?: string) =>
  toResource({
    urn: urn(RepositoryPolicy.tokens[0]!, "policy"),
    type: RepositoryPolicy.tokens[0]!,
    inputs: { repository: "app" },
    propertyDependencies: { repository: refersTo ? [urn(Repository.tokens[0]!, refersTo)] : [] },
  });

describe("two resources of one name, as in two regions", () => {
  const [east, west] = [repository("east"), repository("west")];
  const tagsTo = (source: ReturnType<typeof policy>) => {
    const { repositories } = new Relator(new Stack([east, west, source])).relate(source, { repositories: to("repository", Repository) }, new Set());
    return (repositories as { tag: string }[]).map(({ tag }) => tag);
  };
  const countFrom = (target: ReturnType<typeof repository>, source: ReturnType<typeof policy>) =>
    (new Relator(new Stack([east, west, source])).relate(target, { policies: from(RepositoryPolicy, "repository") }, new Set()).policies as unknown[]).length;

  it("are told apart by the dependency that a program recorded", () => {
    assert.deepEqual(tagsTo(policy("west")), ["west"]);
    assert.equal(countFrom(west, policy("west")), 1);
    assert.equal(countFrom(east, policy("west")), 0);
  });
  it("are both meant where only the name is known", () => {
    assert.deepEqual(tagsTo(policy()), ["east", "west"]);
    assert.equal(countFrom(east, policy()), 1);
  });
});
