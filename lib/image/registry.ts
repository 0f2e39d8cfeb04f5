import { type ImageReference, normalRegistry } from "./reference";

/** A registry's host, and perhaps the start of a path in it: `ghcr.io/acme`. A `*` stands for a part of a host's label or of a name in the path. */
export const registryForm = "^(\\[[A-Fa-f0-9:]+\\]|[A-Za-z0-9*]([A-Za-z0-9.*-]*[A-Za-z0-9*])?)(:[0-9]+)?(/[a-z0-9*._-]+)*$";

/** Whether an image is in what {@link registryForm} names. Only whole names count: `ghcr.io/acme` has nothing of `ghcr.io/acme-labs`. */
export function isIn({ registry, repository }: ImageReference, place: string): boolean {
  const [host = "", ...path] = place.split("/");
  const names = repository.split("/");
  return fits(registry, normalRegistry(host)) && path.length <= names.length && path.every((wanted, i) => fits(names[i]!, wanted));
}

function fits(name: string, wanted: string): boolean {
  if (!wanted.includes("*")) return name === wanted;
  const labels = name.split(".");
  const patterns = wanted.split(".");
  return labels.length === patterns.length && patterns.every((pattern, i) => labelFits(labels[i]!, pattern.split("*")));
}

/** Whether the parts stand in a label one behind the other, the first at its start and the last at its end. */
function labelFits(label: string, parts: readonly string[]): boolean {
  const [first = "", ...middle] = parts;
  const last = middle.pop();
  if (last === undefined) return label === first;
  let at = first.length;
  for (const part of middle) {
    const found = label.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return label.startsWith(first) && label.endsWith(last) && label.length - last.length >= at;
}

const privateHosts: Readonly<Record<string, RegExp>> = {
  aws: /^\d{12}\.dkr(?:\.ecr(?:-fips)?\.[a-z0-9-]+\.(?:amazonaws\.com(?:\.cn)?|amazonaws\.eu|c2s\.ic\.gov|sc2s\.sgov\.gov)|-ecr(?:-fips)?\.[a-z0-9-]+\.on\.(?:aws|amazonwebservices\.com\.cn))$/,
  "azure-native": /^[a-z0-9-]+\.azurecr\.(?:io|us|cn)$/,
  gcp: /^(?:[a-z0-9-]+-docker\.pkg\.dev|docker\.pkg\.dev|(?:[a-z]+\.)?gcr\.io)$/,
};

/** Whether a host is a private registry of the cloud that a type's provider is for; of any cloud where it is for none. */
export const isPrivateRegistry = (host: string, type: string): boolean => {
  const own = privateHosts[type.split(":", 1)[0]!];
  return own ? own.test(host) : Object.values(privateHosts).some((hosts) => hosts.test(host));
};
