/* Which chip it is, the program's compiler is told. */
