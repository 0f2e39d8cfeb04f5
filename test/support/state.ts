import type { RawResource } from "../../lib/stack/stack";

/** A resource of the stack `shop/dev`. */
export const resource = (type: string, name: string, inputs: Record<string, unknown> = {}, rest: Partial<RawResource> = {}): RawResource => ({
  urn: `urn:pulumi:dev::shop::${type}::${name}`,
  type,
  inputs,
  ...rest,
});

/** A state export of these resources, as text. */
export const stateOf = (...resources: readonly RawResource[]): string =>
  JSON.stringify({
    version: 3,
    deployment: {
      manifest: {},
      resources: [resource("pulumi:pulumi:Stack", "shop-dev"), ...resources].map((each) => ({ custom: !each.type.startsWith("pulumi:pulumi:"), ...each })),
    },
  });
