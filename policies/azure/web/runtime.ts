import type { WebAppArgs } from "@pulumi/azure-native/web/webApp";
import type { WebAppSlotArgs } from "@pulumi/azure-native/web/webAppSlot";
import type { Unwrap } from "@pulumi/pulumi/output";
import { same } from "../../../lib/cloud/azure";
import { each, option, resource, rule, unknown } from "../../../lib/rule";
import type { Meta, Rule } from "../../../lib/rule/rule";

const Site = resource<WebAppArgs & Pick<WebAppSlotArgs, "slot">>("azure-native:web:WebApp", "azure-native:web:WebAppSlot");

type SiteConfig = Exclude<Unwrap<WebAppArgs>["siteConfig"], undefined>;

const numbersOf = (version: string) =>
  /^v?(\d+)(?:\.(\d+))?/i
    .exec(version)
    ?.slice(1)
    .map((part) => Number(part ?? 0));

const isOlder = (version: string, oldest: string) => {
  const [major = 0, minor = 0] = numbersOf(version) ?? [];
  const [oldestMajor = 0, oldestMinor = 0] = numbersOf(oldest) ?? [];
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
};

/** A rule that asks for a version of a language that is still supported, where a site says one. */
const language = ({
  name,
  oldest,
  version,
  image,
  good,
  bad,
  ...meta
}: Pick<Meta, "id" | "equivalents" | "see"> & {
  name: string;
  oldest: string;
  /** The version that `siteConfig` names. */
  version(site: SiteConfig): string | undefined;
  /** Finds the version in the name of a Linux or Windows image. */
  image: RegExp;
  good: readonly SiteConfig[];
  bad: readonly SiteConfig[];
}): Rule => {
  const cases = (configs: readonly SiteConfig[]) => configs.map((siteConfig) => ({ siteConfig })) as unknown as [{}, ...{}[]];
  return rule(Site, {
    ...meta,
    title: `Web apps run a recent version of ${name}`,
    severity: "low",
    family: "supply-chain",
    preset: "strict",
    why: "Weaknesses that are found in a version whose support has ended or ends soon stay in it, for everyone to use.",
    fix: `Choose ${name} ${oldest} or later.`,
    options: { oldest: option.String({ default: oldest, description: `The oldest version of ${name} that passes.` }) },
    pass: [{}, ...cases(good)],
    fail: cases(bad),
    unknown: [{ siteConfig: { linuxFxVersion: unknown } }],
    check: ({ siteConfig = {} }, { options }) =>
      each(
        [() => version(siteConfig), () => image.exec(siteConfig.linuxFxVersion ?? "")?.[1], () => image.exec(siteConfig.windowsFxVersion ?? "")?.[1]],
        (read) => {
          const given = read();
          return given && isOlder(given, options.oldest) && `it runs ${name} \`${given}\`, which is older than ${options.oldest}`;
        },
      ),
  });
};

export const appDotnetVersion = language({
  id: "azure-web-app-dotnet-version",
  name: ".NET",
  equivalents: { checkov: ["CKV_AZURE_80"] },
  see: "https://learn.microsoft.com/azure/app-service/language-support-policy",
  oldest: "8.0",
  // v4.x is the .NET Framework 4.8, which is supported as long as Windows; the SDK fills in v4.6 for apps in any language.
  version: ({ netFrameworkVersion }) => (netFrameworkVersion?.startsWith("v4.") ? undefined : netFrameworkVersion),
  image: /^dotnet(?:core|-isolated)?\|(.+)/i,
  good: [
    { netFrameworkVersion: "v8.0" },
    { netFrameworkVersion: "v4.0" },
    { netFrameworkVersion: "v4.6", linuxFxVersion: "NODE|22-lts" },
    { linuxFxVersion: "DOTNETCORE|10.0" },
  ],
  bad: [{ netFrameworkVersion: "v6.0" }, { linuxFxVersion: "DOTNETCORE|3.1" }, { linuxFxVersion: "DOTNET-ISOLATED|7.0" }],
});

export const appJavaVersion = language({
  id: "azure-web-app-java-version",
  name: "Java",
  equivalents: { checkov: ["CKV_AZURE_83"] },
  see: "https://learn.microsoft.com/azure/app-service/language-support-policy",
  oldest: "17",
  version: ({ javaVersion }) => javaVersion?.replace(/^1\./, ""),
  image: /(?:^java\||-(?:java|jre))(\d+)[\d.]*$/i,
  good: [{ javaVersion: "17" }, { linuxFxVersion: "TOMCAT|10.1-java21" }, { linuxFxVersion: "JAVA|17-java17" }],
  bad: [{ javaVersion: "1.8" }, { javaVersion: "11" }, { linuxFxVersion: "JAVA|8-jre8" }, { windowsFxVersion: "java|11" }],
});

export const appPhpVersion = language({
  id: "azure-web-app-php-version",
  name: "PHP",
  equivalents: { checkov: ["CKV_AZURE_81"], trivy: ["AVD-AZU-0069"], kics: ["96fe318e-d631-4156-99fa-9080d57280ae"] },
  see: "https://learn.microsoft.com/azure/app-service/language-support-policy",
  oldest: "8.2",
  version: ({ phpVersion }) => (same(phpVersion, "off") ? undefined : phpVersion),
  image: /^php\|(.+)/i,
  good: [{ phpVersion: "8.3" }, { phpVersion: "Off" }, { linuxFxVersion: "PHP|8.4" }],
  bad: [{ phpVersion: "7.4" }, { linuxFxVersion: "PHP|8.1" }],
});

export const appPythonVersion = language({
  id: "azure-web-app-python-version",
  name: "Python",
  equivalents: { checkov: ["CKV_AZURE_82"], trivy: ["AVD-AZU-0070"], kics: ["cc4aaa9d-1070-461a-b519-04e00f42db8a"] },
  see: "https://learn.microsoft.com/azure/app-service/language-support-policy",
  oldest: "3.11",
  version: ({ pythonVersion }) => pythonVersion,
  image: /^python\|(.+)/i,
  good: [{ pythonVersion: "3.11" }, { linuxFxVersion: "PYTHON|3.13" }, { linuxFxVersion: "NODE|22-lts" }],
  bad: [{ pythonVersion: "3.4" }, { linuxFxVersion: "Python|3.10" }, { pythonVersion: "default" }],
});
