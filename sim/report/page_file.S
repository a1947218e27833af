# The report page as bytes of the program. Its path is relative to the project's root, where the
# assembler looks.
    .section .rodata
    .global fcr_report_page_begin
    .global fcr_report_page_end
    .balign 16
fcr_report_page_begin:
    .incbin "tools/web/dist/report.html"
fcr_report_page_end:
    .byte 0
    .section .note.GNU-stack, "", %progbits
