import { InputError } from "../../source/source";
import { readDocuments, told } from "../files";
import { once } from "../once";

/**
 * The ids in CISA's catalogue of known exploited vulnerabilities, from its JSON file.
 * @throws InputError
 */
export const exploitedIn = once((file): ReadonlySet<string> => {
  const { documents } = readDocuments(file);
  return told(file, () => {
    const [catalogue] = documents;
    if (!catalogue?.has("catalogVersion") || !catalogue.has("vulnerabilities"))
      throw new InputError("it isn't CISA's catalogue of known exploited vulnerabilities in JSON");
    return new Set(catalogue.at("vulnerabilities").list.map((each) => each.at("cveID").required));
  });
});
