import type { DataConnectorArgs } from "@pulumi/gcp/discoveryengine/dataConnector";
import type { DataStoreArgs } from "@pulumi/gcp/discoveryengine/dataStore";
import type { SearchEngineArgs } from "@pulumi/gcp/discoveryengine/searchEngine";
import type { WidgetConfigArgs } from "@pulumi/gcp/discoveryengine/widgetConfig";
import { customerKey, resource, setting } from "../../lib/rule";

const Encrypted = resource<DataStoreArgs | DataConnectorArgs | SearchEngineArgs>(
  "gcp:discoveryengine/dataStore:DataStore",
  "gcp:discoveryengine/dataConnector:DataConnector",
  "gcp:discoveryengine/searchEngine:SearchEngine",
);
const WidgetConfig = resource<WidgetConfigArgs>("gcp:discoveryengine/widgetConfig:WidgetConfig");

export const dataStoreCustomerKey = customerKey(Encrypted, {
  id: "gcp-discoveryengine-data-store-customer-key",
  subject: "AI Applications data stores and engines",
  at: ({ kmsKeyName }) => kmsKeyName,
  see: "https://cloud.google.com/generative-ai-app-builder/docs/cmek",
});

export const widgetPublic = setting(WidgetConfig, {
  id: "gcp-discoveryengine-widget-public",
  title: "Search widgets ask who searches",
  severity: "high",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AC-3"] },
  why: "Everyone on the internet can search the data store, whatever it holds.",
  see: "https://cloud.google.com/generative-ai-app-builder/docs/add-widget",
  at: ({ accessSettings }) => accessSettings?.allowPublicAccess,
  good: [false],
  absent: "good",
});
