/** Writes docs/tasks.md anew, after a change of the commands' definitions. */
import { writeFileSync } from "node:fs";

import { tasksPage } from "./tasks/page.ts";

writeFileSync(new URL("../docs/tasks.md", import.meta.url), tasksPage());
