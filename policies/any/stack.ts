import { rule, Stack, secret, unknown } from "../../lib/rule";
import { keptIn, secretsOf } from "../../lib/secrets/resource";

/** Made up, and in parts, so that no scanner takes it for a real one. */
const token = ["ghp", "7b2Kx9QfLz4mVt8RwYc3NdHs6PjGa1EuTo5X"].join("_");
const password = "CorrectHorse9!";

const about = { severity: "critical", family: "secrets", preset: "recommended" } as const;

export const configurationSecret = rule(Stack, {
  ...about,
  id: "any-stack-configuration-secret",
  title: "Secrets in the stack's configuration are encrypted",
  why: "The stack's configuration is a file beside the program: what is in it in plain text is in the program's history, in front of everyone who can read that.",
  fix: "Change it, set the new one with `pulumi config set --secret <key>`, and read it with `config.requireSecret`.",
  see: "https://www.pulumi.com/docs/iac/concepts/secrets/#secrets",
  pass: [
    {},
    { configuration: { "shop:password": secret(password), "aws:region": "eu-west-1", "shop:token": unknown } },
    { configuration: { "shop:database": { user: "app", password: unknown }, "shop:passwordLength": "16", "shop:tokenUrl": "https://id.example.com/token" } },
    { outputs: { password } },
  ],
  fail: [
    { configuration: { "shop:dbPassword": password } },
    { configuration: { "shop:database": { password } } },
    { configuration: { "github:token": token } },
    { configuration: { "shop:motd": `clone https://x:${token}@github.com/shop/site` } },
  ],
  *check({ configuration = {} }, context) {
    for (const { by, path, title, isSealed, fingerprint } of secretsOf(configuration, context))
      if ((by === "format" || by === "name") && isSealed === false)
        yield `the configuration's \`${path.replace(/^\["([^"]*)"\]/, "$1")}\` holds ${title} (fingerprint ${fingerprint}) in plain text`;
  },
});

export const outputSecret = rule(Stack, {
  ...about,
  id: "any-stack-output-secret",
  title: "Secrets among the stack's outputs are encrypted",
  why: "Outputs are printed by every deployment, into CI's logs too, and read by every stack that refers to this one.",
  fix: "Export it as a secret, `pulumi.secret(...)`, or don't export it: who needs it can read it where it is kept.",
  see: "https://www.pulumi.com/docs/iac/concepts/secrets/#how-secrets-relate-to-outputs",
  provenance: { configuration: { "shop:dbPassword": secret("Tr0ub4dor-staple") } },
  pass: [{}, { outputs: { url: "https://shop.example.com", password: secret(password), token: unknown } }, { configuration: { "shop:password": password } }],
  fail: [
    { outputs: { adminPassword: password } },
    { outputs: { clone: `https://x:${token}@github.com/shop/site` } },
    { outputs: { note: "Tr0ub4dor-staple" } },
  ],
  *check({ outputs = {} }, context) {
    const said = new Set<string>();
    for (const { by, path, title, isSealed, origin } of secretsOf(outputs, context)) {
      if (isSealed !== false || by === "default" || said.has(path)) continue;
      said.add(path);
      yield `the output \`${path}\` holds ${keptIn(origin) ?? title} in plain text`;
    }
  },
});
