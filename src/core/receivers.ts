/** The parts of the engine that packets are handed to. */
import { type Access } from "./access.js";
import { type Answer } from "./answer.js";
import { type Association } from "./association.js";
import { type BroadcastClient } from "./broadcast-client.js";
import { type Client } from "./client.js";
import { type Control } from "./control.js";
import { type ManycastClient } from "./manycast-client.js";
import { type Peers } from "./peers.js";
import { type Roster } from "./roster.js";
import { type Service } from "./service.js";
import { type Symmetric } from "./symmetric.js";

export interface Receivers {
  readonly access: Access;
  readonly roster: Roster;
  readonly service: Service;
  readonly control: Control;
  readonly answer: Answer;
  readonly client: Client;
  readonly peers: Peers;
  readonly symmetric: Symmetric;
  readonly broadcastClient: BroadcastClient;
  readonly manycastClient: ManycastClient;
  /** Takes an association out of the pool. */
  readonly retire: (association: Association) => void;
}
