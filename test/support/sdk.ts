import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { stackToken, tokenMatches } from "../../lib/stack/token";

const lowerFirst = (text: string) => text[0]!.toLowerCase() + text.slice(1);
const folderOf = (sdk: string) => dirname(require.resolve(`@pulumi/${sdk}/package.json`));
const known = new Map<string, Set<string> | undefined>();

/** The inputs of a resource type as the SDK's own code lists them; undefined where it has no such type. */
export function inputsOf(token: string): Set<string> | undefined {
  if (!known.has(token)) known.set(token, read(token));
  return known.get(token);
}

function read(token: string): Set<string> | undefined {
  if (token.includes("*")) return readPattern(token);
  if (token === stackToken) return new Set();
  if (token.startsWith("kubernetes:")) return readFile(kubernetesFiles().get(token));
  const [sdk, module, name] = token.split(":") as [string, string, string];
  const file = fileOf(sdk === "pulumi" ? join(folderOf(name), "provider.js") : join(folderOf(sdk), pathOf(module, name)));
  const written = file && typeIn(file);
  return written?.includes(":") && written !== token ? undefined : readFile(file);
}

const typeIn = (file: string) => /__pulumiType = '(.+)'/.exec(readFileSync(file, "utf8"))?.[1];

function readFile(file: string | undefined): Set<string> | undefined {
  if (!file) return undefined;
  return new Set([...readFileSync(file, "utf8").matchAll(/resourceInputs\["(\w+)"\] = (?!undefined)/g)].map((match) => match[1]!));
}

let kubernetes: Map<string, string> | undefined;

/** The files of Kubernetes' types: `networking/v1/ingress.js` has `kubernetes:networking.k8s.io/v1:Ingress`. */
function kubernetesFiles(): Map<string, string> {
  kubernetes ??= new Map(
    readdirSync(folderOf("kubernetes"), { recursive: true, encoding: "utf8" })
      .filter((path) => /^\w+\/v\w+\/\w+\.js$/.test(path))
      .map((path) => join(folderOf("kubernetes"), path))
      .map((file) => [typeIn(file) ?? "", file]),
  );
  return kubernetes;
}

/** Where an SDK has a type: providers bridged from Terraform name the file in the token. */
function pathOf(module: string, name: string): string {
  const path = module.replace(/^index(\/|$)/, "");
  if (module.includes("/")) return `${path}.js`;
  return name === "Index" ? "index_.js" : join(path, `${lowerFirst(name)}.js`);
}

/** The file of that name in any case: `gcp:projects/iAMMember:IAMMember` is in `projects/iammember.js`. */
function fileOf(path: string): string | undefined {
  if (existsSync(path)) return path;
  if (!existsSync(dirname(path))) return undefined;
  const name = readdirSync(dirname(path)).find((file) => file.toLowerCase() === basename(path).toLowerCase());
  return name && join(dirname(path), name);
}

/** No SDK of it is installed: rules only say that its resources aren't judged. */
const classicAzure = "azure";

/** The inputs that all types which fit a token with `*` have. */
function readPattern(wanted: string): Set<string> | undefined {
  const [sdk = "", module = ""] = wanted.split(":");
  if (sdk === "*" || sdk === classicAzure) return new Set();
  const tokens = sdk === "kubernetes" ? [...kubernetesFiles().keys()].filter((token) => tokenMatches(wanted, token)) : tokensOf(sdk, module, wanted);
  const inputs = tokens.map((token) => inputsOf(token)).filter((set) => set !== undefined && set.size > 0) as Set<string>[];
  const [first, ...others] = inputs;
  return first && new Set([...first].filter((input) => others.every((set) => set.has(input))));
}

const tokensOf = (sdk: string, module: string, wanted: string): string[] =>
  readdirSync(folderOf(sdk), { recursive: true, encoding: "utf8" })
    .filter((file) => /^[a-z]\w*\/\w+\.js$/.test(file))
    .map((file) => file.slice(0, -3))
    .map((file) => {
      const [folder, type] = file.split("/") as [string, string];
      return module.includes("/") || sdk !== "azure-native"
        ? `${sdk}:${file}:${type[0]!.toUpperCase()}${type.slice(1)}`
        : `${sdk}:${folder}:${type[0]!.toUpperCase()}${type.slice(1)}`;
    })
    .filter((token) => tokenMatches(wanted, token));
