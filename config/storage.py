"""Static files under names that change with their content, JavaScript modules' imports of each other included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    # Without it an upgrade mixes new entry scripts with old modules for as long as a browser keeps them.
    support_js_module_import_aggregation = True
