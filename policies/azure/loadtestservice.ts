import type { LoadTestArgs } from "@pulumi/azure-native/loadtestservice/loadTest";
import { customerKey, resource } from "../../lib/rule";

const LoadTest = resource<LoadTestArgs>("azure-native:loadtestservice:LoadTest");

export const loadtestCustomerKey = customerKey(LoadTest, {
  id: "azure-loadtestservice-loadtest-customer-key",
  subject: "Load testing resources",
  see: "https://learn.microsoft.com/azure/app-testing/load-testing/how-to-configure-customer-managed-keys",
  at: (loadTest) => loadTest.encryption?.keyUrl,
});
