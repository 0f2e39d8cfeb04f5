import type { BotArgs } from "@pulumi/azure-native/botservice/bot";
import { noPublicNetworkAt } from "../../lib/cloud/azure";
import { noLocalAuthAt } from "../../lib/cloud/azure-settings";
import { resource } from "../../lib/rule";

const Bot = resource<BotArgs>("azure-native:botservice:Bot");

export const botLocalAuth = noLocalAuthAt(Bot, {
  id: "azure-botservice-bot-local-auth",
  subject: "Bots",
  see: "https://learn.microsoft.com/azure/bot-service/bot-builder-concept-authentication",
  at: (bot) => bot.properties?.disableLocalAuth,
});

export const botPublicNetwork = noPublicNetworkAt(Bot, {
  id: "azure-botservice-bot-public-network",
  subject: "Bots",
  see: "https://learn.microsoft.com/azure/bot-service/dl-network-isolation-concept",
  at: (bot) => bot.properties?.publicNetworkAccess,
});
