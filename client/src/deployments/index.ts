import { DEPLOYMENTS } from "./generated/deployments.ts";
import { type Deployment, parseDeployment } from "./deployment.ts";

export { type DeployedContract, type Deployment, parseDeployment } from "./deployment.ts";

/**
 * The published deployments, by name or chain id.
 * @example deployments().find(({ chainId }) => chainId === 1) // undefined
 */
export const deployments = (): readonly Deployment[] => DEPLOYMENTS.map(parseDeployment);
