/** The engine and the major version of `MYSQL_8_0`, `POSTGRES_16`, `SQLSERVER_2022_WEB`. */
export const versionOf = (databaseVersion: string | undefined): { engine?: string; major: number } => {
  const [engine, major, minor] = String(databaseVersion ?? "").split("_");
  return { engine, major: Number(engine === "MYSQL" || major === "9" ? `${major}.${minor}` : major) };
};
