import type { SubscriptionArgs } from "@pulumi/gcp/pubsub/subscription";
import type { TopicArgs } from "@pulumi/gcp/pubsub/topic";
import { customerKey, resource, rule, unknown } from "../../lib/rule";

const Subscription = resource<SubscriptionArgs>("gcp:pubsub/subscription:Subscription");
const Topic = resource<TopicArgs>("gcp:pubsub/topic:Topic");

export const topicCustomerKey = customerKey(Topic, {
  id: "gcp-pubsub-topic-customer-key",
  subject: "Pub/Sub topics",
  at: (self) => self.kmsKeyName,
  equivalents: { checkov: ["CKV_GCP_83"] },
  see: "https://cloud.google.com/pubsub/docs/encryption",
});

export const subscriptionPushTls = rule(Subscription, {
  id: "gcp-pubsub-subscription-push-tls",
  title: "Pub/Sub subscriptions push messages over HTTPS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  why: "Messages that are pushed over HTTP, and the token with them, can be read and changed on the way.",
  fix: "Let `pushConfig.pushEndpoint` start with `https://`.",
  see: "https://cloud.google.com/pubsub/docs/push",
  pass: [{}, { pushConfig: { pushEndpoint: "https://example.com/push" } }],
  fail: [{ pushConfig: { pushEndpoint: "http://example.com/push" } }],
  unknown: [{ pushConfig: { pushEndpoint: unknown } }],
  check: ({ pushConfig }) => pushConfig && /^http:/i.test(pushConfig.pushEndpoint) && "pushes messages over HTTP",
});

export const subscriptionPushIdentity = rule(Subscription, {
  id: "gcp-pubsub-subscription-push-identity",
  title: "Pub/Sub subscriptions prove who they are to the endpoint",
  severity: "medium",
  family: "identity",
  preset: "strict",
  why: "Without a token, the endpoint can't tell a message of Pub/Sub from one that anybody made up.",
  fix: "Set `pushConfig.oidcToken.serviceAccountEmail`, and check the token at the endpoint.",
  see: "https://cloud.google.com/pubsub/docs/authenticate-push-subscriptions",
  pass: [{}, { pushConfig: { pushEndpoint: "https://example.com/push", oidcToken: { serviceAccountEmail: unknown } } }],
  fail: [{ pushConfig: { pushEndpoint: "https://example.com/push" } }],
  unknown: [{ pushConfig: { pushEndpoint: "https://example.com/push", oidcToken: unknown } }],
  check: ({ pushConfig }) => pushConfig && !pushConfig.oidcToken && "pushes messages without a token",
});

export const subscriptionDeadLetter = rule(Subscription, {
  id: "gcp-pubsub-subscription-dead-letter",
  title: "Pub/Sub subscriptions keep messages that can't be delivered",
  severity: "low",
  family: "resilience",
  preset: "strict",
  why: "A message that its subscriber always refuses is sent again until it expires, and is lost then.",
  fix: "Set `deadLetterPolicy.deadLetterTopic`.",
  see: "https://cloud.google.com/pubsub/docs/dead-letter-topics",
  pass: [{ deadLetterPolicy: { deadLetterTopic: unknown } }],
  fail: [{}],
  unknown: [{ deadLetterPolicy: unknown }],
  check: ({ deadLetterPolicy }) => !deadLetterPolicy && "has no dead-letter topic",
});
