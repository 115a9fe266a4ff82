"""Makes the fictional sample sub-district 菱歌街道 (Lingge), one idea per module."""
