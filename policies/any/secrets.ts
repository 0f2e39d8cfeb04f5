import { resource, rule, secret, unknown } from "../../lib/rule";
import type { Context } from "../../lib/rule/rule";
import { adviceFor } from "../../lib/secrets/advice";
import { keptIn, type ResourceSecret, secretsOf } from "../../lib/secrets/resource";

const Any = resource<{}>("*");

/** Made up, and in parts, so that no scanner takes it for a real one. */
const token = ["ghp", "7b2Kx9QfLz4mVt8RwYc3NdHs6PjGa1EuTo5X"].join("_");
const password = "CorrectHorse9!";
const about = {
  family: "secrets",
  see: "https://www.pulumi.com/docs/iac/concepts/secrets/",
} as const;
const kept = "in the stack's configuration with `pulumi config set --secret`, in Pulumi ESC or in the cloud's secret manager";

const nameOf = ({ path, title, fingerprint }: ResourceSecret) => `\`${path}\` holds ${title} (fingerprint ${fingerprint})`;

/** The credentials but passwords that everybody knows, of which `defaultPassword` tells. */
function unguessed(self: object, context: Context): readonly ResourceSecret[] {
  const all = secretsOf(self, context);
  const guessed = new Set(all.filter(({ by }) => by === "default").map(({ path }) => path));
  return all.filter(({ by, path }) => by === "format" || (by === "name" && !guessed.has(path)));
}

/** Credentials in plain text that somebody typed, or of which nobody knows where they came from. */
function* typedIn(self: object, context: Context, by: "format" | "name"): Generator<string> {
  for (const found of unguessed(self, context)) {
    const { origin, kind, isSealed } = found;
    if (found.by !== by || isSealed !== false || keptIn(origin)) continue;
    const from =
      origin?.from === "program"
        ? `, written in \`${origin.file}\``
        : origin?.from === "configuration"
          ? `, which is in plain text in the configuration, as \`${origin.key}\``
          : "";
    yield `${nameOf(found)}${from}; ${adviceFor(context.resource.type, kind)}`;
  }
}

export const valueFormat = rule(Any, {
  ...about,
  id: "any-secrets-value-format",
  severity: "critical",
  title: "No value holds a credential that is told by its format",
  preset: "recommended",
  why: "A credential in plain text is in the stack's state, mostly in the program's history too, and in front of everyone who can read either; it stays valid until someone revokes it.",
  fix: `Revoke it, put a new one ${kept}, and read it from there.`,
  pass: [{}, { image: "nginx:1.27" }, { token: secret(token) }, { token: unknown }, { token: `ghp_${"x".repeat(36)}` }],
  fail: [
    { script: `#!/bin/sh\ngit clone https://x:${token}@github.com/shop/site` },
    { containerDefinitions: JSON.stringify([{ environment: [{ name: "TOKEN", value: token }] }]) },
    { tags: { owner: `${token}` } },
  ],
  check: (self, context) => typedIn(self, context, "format"),
});

export const valuePassword = rule(Any, {
  ...about,
  id: "any-secrets-value-password",
  severity: "high",
  title: "No password is in plain text in a value whose name means one",
  preset: "recommended",
  why: "A password in plain text is in the stack's state, mostly in the program's history too, and in front of everyone who can read either.",
  fix: `Change it, put the new one ${kept}, and read it from there.`,
  pass: [
    {},
    { password: secret(password) },
    { password: unknown },
    { password: "<password>" },
    { environment: [{ name: "DB_PASSWORD", valueFrom: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db" }] },
    { secretName: "db-password" },
    { password: "P@ssw0rd1" },
  ],
  fail: [{ masterPassword: password }, { environment: [{ name: "DB_PASSWORD", value: password }] }, { userData: `export DB_PASSWORD=${password}` }],
  check: (self, context) => typedIn(self, context, "name"),
});

export const valueLiteral = rule(Any, {
  ...about,
  id: "any-secrets-value-literal",
  severity: "high",
  title: "No Pulumi secret is written in the program",
  preset: "recommended",
  why: "Pulumi encrypts a secret in the state, but one that is written in the program stays in its history in plain text, for everyone who can read that.",
  fix: `Change it, put the new one ${kept}, and read it from there, or let a \`random.RandomPassword\` make it.`,
  provenance: {
    configuration: { "shop:password": secret("Tr0ub4dor-staple") },
    files: () => [["index.ts", `new aws.rds.Instance("db", { password: "${password}" });\nconfig.getSecret("password") ?? "Tr0ub4dor-staple"`]],
  },
  pass: [
    {},
    { password: secret("Tr0ub4dor-staple") },
    { password: secret("MadeElsewhere7?") },
    { password: secret(unknown) },
    { username: secret("CorrectHorse") },
    { password: "Plain-others-see-to-it1" },
  ],
  fail: [
    { password: secret(password) },
    { data: secret({ password: Buffer.from(password).toString("base64") }) },
    { connectionString: secret(`Server=db;User Id=app;Password=${password}`) },
  ],
  *check(self, context) {
    for (const found of unguessed(self, context))
      if (found.isSealed !== false && found.origin?.from === "program")
        yield `${nameOf(found)}, written in \`${found.origin.file}\`; ${adviceFor(context.resource.type, found.kind)}`;
  },
});

export const valueUnwrapped = rule(Any, {
  ...about,
  id: "any-secrets-value-unwrapped",
  severity: "critical",
  title: "Secrets of the configuration and the environment stay secrets",
  preset: "recommended",
  why: "What is passed on in plain text is so in the stack's state, in front of everyone who can read it, however well it is kept where it came from.",
  fix: "Read it with `config.requireSecret`, wrap what comes from the environment with `pulumi.secret`, and build texts around it with `pulumi.interpolate`.",
  see: "https://www.pulumi.com/docs/iac/concepts/secrets/#how-secrets-relate-to-outputs",
  provenance: {
    configuration: { "shop:dbPassword": secret(password), "shop:region": secret("eu-central-1"), "shop:title": "Shop-of-horses7" },
    environment: { GITHUB_TOKEN: token, HOSTNAME: "runner-7b2Kx9QfLz4", APP_KEY: "shop-frontend", DB_PASSWORD: "shop-backend" },
  },
  pass: [
    {},
    { password: secret(password) },
    { region: "eu-central-1", title: "Shop-of-horses7", host: "runner-7b2Kx9QfLz4", names: ["shop-frontend", "shop-backend"] },
    { password: "CorrectHorse" },
    { password: unknown },
  ],
  fail: [{ userData: `#!/bin/sh\nstart --with ${password}` }, { tags: { note: password } }, { token }],
  *check(self, context) {
    const said = new Set<string>();
    for (const { path, isSealed, origin } of secretsOf(self, context)) {
      const what = keptIn(origin);
      const message = `\`${path}\` holds ${what} in plain text`;
      if (isSealed !== false || !what || said.has(message)) continue;
      yield message;
      said.add(message);
    }
  },
});

export const defaultPassword = rule(Any, {
  ...about,
  id: "any-secrets-default-password",
  severity: "critical",
  title: "No password is one that everybody knows",
  preset: "recommended",
  why: "Passwords that products come with and tutorials show are the first that attackers try, and scanners try them all day.",
  fix: "Let a `random.RandomPassword` make it, or the cloud's secret manager, and give it to those who need it from there.",
  see: "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/04-Authentication_Testing/02-Testing_for_Default_Credentials",
  pass: [
    {},
    { password: password },
    { password: secret(password) },
    { password: unknown },
    { username: "admin", engine: "postgres" },
    { env: [{ name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "postgres", key: "password" } } }] },
    { passwordSecretName: "postgres", existingSecretPasswordKey: "password" },
    { password: "<password>" },
  ],
  fail: [
    { password: "postgres" },
    { masterPassword: secret("P@ssw0rd1") },
    { administratorLoginPassword: "Admin123!" },
    { env: [{ name: "POSTGRES_PASSWORD", value: "changeme" }] },
    { rootPassword: secret("password") },
    { passwords: ["0123456789"] },
  ],
  *check(self, context) {
    for (const { by, path } of secretsOf(self, context)) if (by === "default") yield `\`${path}\` is a password that everybody knows`;
  },
});
