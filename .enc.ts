import { Configuration } from "./lib/pulumi/analyzer/configuration";
import { analyzerInfo } from "./lib/pulumi/analyzer/info";
import { encode } from "./lib/pulumi/analyzer/writer";
import { rules } from "./policies";

const c = (f: () => any, n: string) => {
  const t = process.cpuUsage();
  const r = f();
  const u = process.cpuUsage(t);
  console.log(n, ((u.user + u.system) / 1e3).toFixed(1));
  return r;
};
const conf = new Configuration(rules);
const m = c(() => analyzerInfo({ name: "a", displayName: "b", description: "c", version: "1" } as any, conf), "info");
const b = c(() => encode(m), "encode");
console.log(b.length);
c(() => encode(m), "encode2");
c(() => encode(m), "encode3");
