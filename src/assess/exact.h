/* Included last in every file of assess/ whose numbers are exact: a float cannot slip in. */
#pragma GCC poison float double atof strtod g_ascii_strtod
