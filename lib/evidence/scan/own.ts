import type { Format } from "./formats";
import { named, severityNamed } from "./scan";

/** What to turn a result into that no other format fits. */
export const own: Format = {
  name: "a result in stackward's own form",
  is: (document) => document.has("images") && document.has("vulnerabilities"),
  read: (document) => [
    {
      images: document.at("images").texts,
      scannedAt: document.at("scannedAt").moment,
      vulnerabilities: document.at("vulnerabilities").list.map((each) => {
        const fix = each.peek("fix");
        return {
          ...named([each.at("id").required, ...each.at("aliases").texts]),
          severity: severityNamed(each.at("severity").text),
          package: each.at("package").text,
          version: each.at("version").text,
          fix: fix === false ? false : each.at("fix").text,
        };
      }),
    },
  ],
};
