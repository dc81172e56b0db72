package io.flipside.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.flipside.UserError;
import io.flipside.tensor.WeightIndex;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedModelsTest {
    private static final String TRANSFORMER = "transformer/diffusion_pytorch_model.safetensors.index.json";
    private static final String RIGHT = "Wan2.1 image-to-video";

    @TempDir
    Path folder;

    private NDManager manager;
    private PublishedFolders published;
    private Path wan;

    @BeforeEach
    void publish() throws IOException {
        manager = NDManager.newBaseManager();
        published = new PublishedFolders(manager);
        wan = folder.resolve("wan");
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void twoTransformersAreRefusedHoweverTheyLie() throws IOException {
        published.diffusers(wan);
        edit("model_index.json", json -> json.replace("[null, null]", "[\"diffusers\", \"WanTransformer3DModel\"]"));
        refuses("Wan2.2 with two transformers", RIGHT);

        edit(
                "model_index.json",
                json -> json.replace("[\"diffusers\", \"WanTransformer3DModel\"],\n \"vae", "[null, null],\n \"vae"));
        Files.createDirectory(wan.resolve("transformer_2"));
        refuses("Wan2.2 with two transformers", RIGHT);

        wan = Files.createDirectory(folder.resolve("original"));
        Files.createDirectory(wan.resolve("high_noise_model"));
        refuses("high_noise_model", RIGHT);

        wan = published.singleFiles(folder.resolve("single"));
        Files.move(
                wan.resolve("diffusion_models/wan2.1_i2v_480p_14B_fp16.safetensors"),
                wan.resolve("diffusion_models/wan2.2_i2v_high_noise_14B_fp16.safetensors"));
        refuses("wan2.2_i2v_high_noise_14B_fp16.safetensors", "Wan2.2", RIGHT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WanPipeline | text-to-video",
                "WanVACEPipeline | VACE",
                "WanVideoToVideoPipeline | video-to-video",
                "StableDiffusionPipeline | StableDiffusionPipeline"
            })
    void otherPipelinesAreRefused(String name, String what) throws IOException {
        published.diffusers(wan);
        edit("model_index.json", json -> json.replace("WanImageToVideoPipeline", name));
        refuses(what, RIGHT);
    }

    @ParameterizedTest
    @CsvSource({"t2v, text-to-video", "flf2v, first and last frame", "vace, VACE", "ti2v, Wan2.2-TI2V-5B"})
    void otherModelTypesOfTheOriginalAreRefused(String type, String what) throws IOException {
        published.original(wan);
        edit("config.json", json -> json.replace("\"i2v\"", "\"" + type + "\""));
        refuses(what, RIGHT);
    }

    @Test
    void aFirstAndLastFrameModelIsRefusedByItsConfigurationAndByItsTensors() throws IOException {
        published.diffusers(wan);
        edit(
                "transformer/config.json",
                json -> json.replace("\"pos_embed_seq_len\": null", "\"pos_embed_seq_len\": 514"));
        refuses("first and last frame", RIGHT);

        wan = published.singleFiles(folder.resolve("single"));
        Map<String, NDArray> tensors = published.originalTransformer();
        tensors.put("img_emb.emb_pos", manager.ones(new Shape(1, 514, 80)));
        published.write(transformer(), tensors);
        refuses("first and last frame", RIGHT);
    }

    @Test
    void aTransformerWithoutImageInputsIsRefusedByWhatItIs() throws IOException {
        published.singleFiles(wan);
        Map<String, NDArray> blind = published.originalTransformer();
        blind.keySet().removeIf(name -> name.contains("img"));
        published.write(transformer(), blind);
        refuses("one of the two transformers of Wan2.2 image-to-video", RIGHT);

        blind.put("patch_embedding.weight", manager.ones(new Shape(128, 16, 1, 2, 2)));
        published.write(transformer(), blind);
        refuses("text-to-video", RIGHT);

        blind.put("vace_blocks.0.before_proj.weight", manager.ones(new Shape(2, 2)));
        published.write(transformer(), blind);
        refuses("VACE", RIGHT);
    }

    @Test
    void weightsOfEightBitsAreRefused() throws IOException {
        published.singleFiles(wan);
        Map<String, long[]> shapes = new TreeMap<>();
        published
                .originalTransformer()
                .forEach((name, array) -> shapes.put(name, array.getShape().getShape()));
        Files.delete(transformer());
        SparseFiles.write(transformer(), shapes, "F8_E4M3", 1);
        refuses("8-bit floats", "bfloat16, float16 or float32");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Wan2.1_VAE.pth", "Wan2.1_VAE.pt", "vae.ckpt", "pytorch_model.bin", "wan.gguf"})
    void weightsThatAreNotReadAreRefusedWithWhatWouldBeRight(String name) throws IOException {
        published.singleFiles(wan);
        Files.delete(wan.resolve("vae/wan_2.1_vae.safetensors"));
        Files.writeString(wan.resolve("vae").resolve(name), "x");
        if (name.endsWith(".gguf")) {
            refuses(name, "GGUF", "bfloat16");
        } else {
            refuses(name, "pickle", "torch.load", "weights_only=True", ".safetensors'");
        }
    }

    @Test
    void thePicklesOfTheOriginalRepositoryAreRefusedUntilTheyAreConverted() throws IOException {
        published.original(wan);
        Files.move(wan.resolve("Wan2.1_VAE.safetensors"), wan.resolve("Wan2.1_VAE.pth"));
        refuses("Wan2.1_VAE.pth", "pickle", "Wan2.1_VAE.safetensors'");
    }

    @ParameterizedTest
    @ValueSource(strings = {".incomplete", ".part"})
    void anUnfinishedDownloadIsRefused(String ending) throws IOException {
        published.diffusers(wan);
        Files.writeString(wan.resolve("vae/diffusion_pytorch_model.safetensors" + ending), "x");
        refuses("unfinished download", ending);
    }

    @Test
    void aShardThatIsNotThereIsNamed() throws IOException {
        published.diffusers(wan);
        Files.delete(wan.resolve("transformer").resolve(PublishedFolders.shard("diffusion_pytorch_model", 1)));
        refuses("diffusion_pytorch_model-00002-of-00002.safetensors", "unfinished");
    }

    @Test
    void aFileThatIsShorterThanItsHeaderSaysIsNamed() throws IOException {
        published.diffusers(wan);
        Path file = wan.resolve("transformer").resolve(PublishedFolders.shard("diffusion_pytorch_model", 1));
        try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
            cut.setLength(cut.length() - 1);
        }
        refuses("00002-of-00002", "truncated");
    }

    @Test
    void anIndexOfAnotherNumberOfShardsIsRefused() throws IOException {
        published.diffusers(wan);
        String first = PublishedFolders.shard("diffusion_pytorch_model", 0);
        edit(TRANSFORMER, json -> json.replace(PublishedFolders.shard("diffusion_pytorch_model", 1), first));
        refuses("names 1 shards", "one of 2");
    }

    @Test
    void aShardOfAnotherModelIsNamed() throws IOException {
        published.diffusers(wan);
        Path shard = wan.resolve("transformer").resolve(PublishedFolders.shard("diffusion_pytorch_model", 1));
        Files.copy(
                wan.resolve("text_encoder").resolve(PublishedFolders.shard("model", 1)),
                shard,
                StandardCopyOption.REPLACE_EXISTING);
        refuses("00002-of-00002", "of another model", wan + "/transformer/");
    }

    @Test
    void everyTensorThatDoesNotFitIsTold() throws IOException {
        published.diffusers(wan);
        Map<String, NDArray> tensors = new TreeMap<>(published.transformer());
        tensors.put("blocks.0.attn1.to_q.weight", manager.ones(new Shape(128, 64)));
        tensors.put("blocks.1.attn1.to_k.weight", manager.ones(new Shape(64, 128)));
        tensors.remove("blocks.1.ffn.net.2.bias");
        tensors.put("blocks.9.surprise.weight", manager.ones(new Shape(2)));
        published.shards(wan.resolve("transformer"), "diffusion_pytorch_model", tensors);

        assertThat(draft().problems())
                .hasSize(4)
                .anySatisfy(said -> assertThat(said).contains("blocks.0.attn1.to_q.weight", "(128, 64)", "(128, 128)"))
                .anySatisfy(said -> assertThat(said).contains("blocks.1.attn1.to_k.weight", "(64, 128)"))
                .anySatisfy(said -> assertThat(said).contains("lack the tensor 'blocks.1.ffn.net.2.bias'"))
                .anySatisfy(said -> assertThat(said).contains("blocks.9.surprise.weight"));
    }

    @ParameterizedTest
    @CsvSource({"16, 32, frames is 16; the VAE needs 1 + 4k", "5, 40, side is 40; it must be a multiple of 16"})
    void clipsThatItCannotMakeAreTold(int frames, int side, String said) throws IOException {
        published.diffusers(wan);

        List<String> problems = new Library(folder.resolve("library"))
                .draft(
                        new AddRequest("wan", wan, GivenParts.NONE, Optional.of(new ClipShape(frames, side, 8))),
                        EntryDraft::problems);

        assertThat(problems).singleElement().asString().contains(said);
    }

    @Test
    void aTypeThatNoNetworkComputesWithIsTold() throws IOException {
        published.diffusers(wan);
        Path file = wan.resolve("vae/diffusion_pytorch_model.safetensors");
        Map<String, long[]> shapes = new TreeMap<>();
        published
                .vae()
                .forEach((name, array) -> shapes.put(name, array.getShape().getShape()));
        Files.delete(file);
        SparseFiles.write(file, shapes, "F64", 8);

        assertThat(draft().problems()).hasSize(shapes.size()).first().asString().contains("F64 (float64)");
    }

    @Test
    void aFolderOfNothingKnownNamesWhatIsKnown() throws IOException {
        Files.createDirectory(wan);
        Files.writeString(wan.resolve("readme.txt"), "x");
        refuses("no model that is known", "model_index.json", "adapter_config.json");
    }

    @Test
    void aPartOfADiffusersFolderIsToldToBeOne() throws IOException {
        published.diffusers(wan);
        wan = wan.resolve("transformer");
        refuses("the folder above it");
    }

    @Test
    void twoFilesForOnePartAreToldApartByPart() throws IOException {
        published.singleFiles(wan);
        Path other = wan.resolve("vae/other.safetensors");
        Files.copy(wan.resolve("vae/wan_2.1_vae.safetensors"), other);
        refuses("two files for the part vae", "--part vae=FILE");

        EntryDraft draft = draft(GivenParts.of(Map.of(PartKind.VAE, other)));
        assertThat(draft.problems()).isEmpty();
    }

    @Test
    void anIndexNamesFilesOfItsOwnFolderOnly() throws IOException {
        published.diffusers(wan);
        JsonObject index = JsonParser.parseString(Files.readString(wan.resolve(TRANSFORMER)))
                .getAsJsonObject();
        index.getAsJsonObject("weight_map").addProperty("stolen", "../../secret.safetensors");
        Files.writeString(wan.resolve(TRANSFORMER), index.toString());
        assertThatThrownBy(() -> WeightIndex.read(wan.resolve(TRANSFORMER))).isInstanceOf(UserError.class);
        refuses("outside its own folder");
    }

    private Path transformer() {
        return wan.resolve("diffusion_models/wan2.1_i2v_480p_14B_fp16.safetensors");
    }

    private void edit(String file, UnaryOperator<String> change) throws IOException {
        Path path = wan.resolve(file);
        Files.writeString(path, change.apply(Files.readString(path)));
    }

    private void refuses(String... parts) {
        assertThatThrownBy(this::draft).isInstanceOf(UserError.class).satisfies(refused -> assertThat(List.of(parts))
                .allSatisfy(part -> assertThat(refused.getMessage()).contains(part)));
    }

    private EntryDraft draft() {
        return draft(GivenParts.NONE);
    }

    private EntryDraft draft(GivenParts parts) {
        return new Library(folder.resolve("library"))
                .draft(new AddRequest("wan", wan, parts, Optional.of(new ClipShape(5, 32, 8))), draft -> draft);
    }
}
