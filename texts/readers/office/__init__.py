"""The outside of office files: ZIPs looked at before anything of them is unpacked."""
