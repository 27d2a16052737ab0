#define UART_FRM_ERR_INT_ENA_M (1 << 3)
