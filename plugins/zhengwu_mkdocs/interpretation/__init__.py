"""Plugin `zhengwu/interpretation`: policies, their interpretations, and what replaces them."""
