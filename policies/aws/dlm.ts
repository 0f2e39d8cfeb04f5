import type { LifecyclePolicyArgs } from "@pulumi/aws/dlm/lifecyclePolicy";
import { each, resource, rule, unknown } from "../../lib/rule";
import type { Meta } from "../../lib/rule/rule";

const LifecyclePolicy = resource<LifecyclePolicyArgs>("aws:dlm/lifecyclePolicy:LifecyclePolicy");

interface Copy {
  readonly encrypted?: boolean;
  readonly cmkArn?: string;
}

const key = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const onEvent = (encryptionConfiguration: Copy) => ({ policyDetails: { action: { crossRegionCopies: [{ encryptionConfiguration }] } } });
const bySchedule = (copy: Copy) => ({ policyDetails: { schedules: [{ crossRegionCopyRules: [copy] }] } });

type Given = Omit<Meta, "family" | "see"> & { readonly lacks: (copy: Copy) => string | false };

const see = "https://docs.aws.amazon.com/ebs/latest/userguide/snapshot-lifecycle.html";

/** What all copies to other regions need that an event starts. */
const eventCopies = ({ lacks, ...meta }: Given) =>
  rule(LifecyclePolicy, {
    ...meta,
    family: "encryption-at-rest",
    see,
    pass: [{}, onEvent({ encrypted: true, cmkArn: key })],
    fail: [onEvent({})],
    unknown: [onEvent({ encrypted: unknown, cmkArn: unknown })],
    check: ({ policyDetails }) => each(policyDetails?.action?.crossRegionCopies, ({ encryptionConfiguration }) => lacks(encryptionConfiguration ?? {})),
  });

/** What all copies to other regions need that a schedule makes. */
const scheduledCopies = ({ lacks, ...meta }: Given) =>
  rule(LifecyclePolicy, {
    ...meta,
    family: "encryption-at-rest",
    see,
    pass: [{}, bySchedule({ encrypted: true, cmkArn: key })],
    fail: [bySchedule({ encrypted: false })],
    unknown: [bySchedule({ encrypted: unknown, cmkArn: unknown })],
    check: ({ policyDetails }) => each(policyDetails?.schedules, ({ crossRegionCopyRules }) => each(crossRegionCopyRules, lacks)),
  });

const encryption = {
  severity: "medium",
  preset: "recommended",
  why: "A copy of an unencrypted snapshot stays unencrypted; shared or leaked, it gives away the whole disk.",
  lacks: ({ encrypted }: Copy) => !encrypted && "copies to another region aren't encrypted",
} as const;

const customerKeys = {
  severity: "low",
  preset: "strict",
  why: "With the provider's key you can't decide who may decrypt, can't revoke it, and don't see its use in your audit log.",
  lacks: ({ cmkArn }: Copy) => !cmkArn && "copies to another region name no key",
} as const;

export const eventcopyEncrypted = eventCopies({
  ...encryption,
  id: "aws-dlm-eventcopy-encrypted",
  title: "Snapshot copies that an event starts are encrypted",
  equivalents: { checkov: ["CKV_AWS_253"] },
  fix: "Set `encryptionConfiguration.encrypted` to `true` in each of `policyDetails.action.crossRegionCopies`.",
});

export const eventcopyKey = eventCopies({
  ...customerKeys,
  id: "aws-dlm-eventcopy-key",
  title: "Snapshot copies that an event starts are encrypted with an AWS KMS key of your own",
  equivalents: { checkov: ["CKV_AWS_254"] },
  fix: "Name a key in `encryptionConfiguration.cmkArn` in each of `policyDetails.action.crossRegionCopies`.",
});

export const schedulecopyEncrypted = scheduledCopies({
  ...encryption,
  id: "aws-dlm-schedulecopy-encrypted",
  title: "Snapshot copies that a schedule makes are encrypted",
  equivalents: { checkov: ["CKV_AWS_255"] },
  fix: "Set `encrypted` to `true` in each of the schedules' `crossRegionCopyRules`.",
});

export const schedulecopyKey = scheduledCopies({
  ...customerKeys,
  id: "aws-dlm-schedulecopy-key",
  title: "Snapshot copies that a schedule makes are encrypted with an AWS KMS key of your own",
  equivalents: { checkov: ["CKV_AWS_256"] },
  fix: "Name a key in `cmkArn` in each of the schedules' `crossRegionCopyRules`.",
});
