#include "base/ondemand.h"
#include "base/error.h"

#include <dlfcn.h>

gboolean
dcmm_open_library (const char *file, const char *lacking, const DcmmFunction *functions, guint n, gpointer into, GError **error)
{
    void *handle = dlopen (file, RTLD_LAZY | RTLD_LOCAL);

    if (!handle)
        return dcmm_fail (error, DCMM_SURROUNDINGS, "%s", lacking);
    for (guint i = 0; i < n; i++) {
        void *at = dlsym (handle, functions[i].name);
        if (!at)
            return dcmm_fail (error, DCMM_SURROUNDINGS, "%s: %s", file, dlerror ());
        *(void **) ((char *) into + functions[i].offset) = at;
    }
    return TRUE;
}
