# config/SOURCES.md as bytes of the program. Its path is relative to the project's root, where the
# assembler looks.
    .section .rodata
    .global fcr_sources_begin
    .global fcr_sources_end
    .balign 16
fcr_sources_begin:
    .incbin "config/SOURCES.md"
fcr_sources_end:
    .byte 0
    .section .note.GNU-stack, "", %progbits
