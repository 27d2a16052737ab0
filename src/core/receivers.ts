/** The parts of the engine that packets are handed to which do not come in on clients' own sockets. */
import { type Access } from "./access.js";
import { type Answer } from "./answer.js";
import { type Association } from "./association.js";
import { type BroadcastClient } from "./broadcast-client.js";
import { type Control } from "./control.js";
import { type ManycastClient } from "./manycast-client.js";
import { type Peers } from "./peers.js";
import { type Service } from "./service.js";
import { type Symmetric } from "./symmetric.js";

export interface Receivers {
  readonly access: Access;
  readonly service: Service;
  readonly control: Control;
  readonly answer: Answer;
  readonly peers: Peers;
  readonly symmetric: Symmetric;
  readonly broadcastClient: BroadcastClient;
  readonly manycastClient: ManycastClient;
  /** Takes an association out of the pool. */
  readonly retire: (association: Association) => void;
}
