/* What the SDK's linker writes for a build: numbers for the names that native code uses. */
enum { xsID_received = 1, xsID_found, xsID_pulsed };
