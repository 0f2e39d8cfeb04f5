import type { Input } from "@pulumi/pulumi";
import type { ResourceType } from "../rule/relation";
import type { Meta, Rule } from "../rule/rule";
import { setting } from "../rule/setting";

/** A rule that asks an AWS load balancer to defend the servers behind it against request smuggling. */
export const desyncMitigation = (
  type: ResourceType<{ desyncMitigationMode?: Input<string | undefined> }>,
  { subject, ...meta }: Pick<Meta, "id" | "see"> & { readonly subject: string },
): Rule =>
  setting(type, {
    ...meta,
    title: `${subject} defend against request smuggling`,
    severity: "medium",
    family: "network",
    preset: "recommended",
    controls: { "nist-800-53-r5": ["CM-2"] },
    equivalents: { checkov: ["CKV_AWS_328"] },
    why: "Requests that the balancer and the server read differently let an attacker speak with the rights of another user.",
    at: (balancer) => balancer.desyncMitigationMode,
    good: ["defensive", "strictest"],
    bad: ["monitor"],
    absent: "good",
  });
